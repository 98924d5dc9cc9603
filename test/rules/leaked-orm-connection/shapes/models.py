from django.db import models


class Base(models.Model):
    class Meta:
        abstract = True


class Recent(models.Manager):
    pass


class Order(Base):
    objects = Recent()


class Customer(Base):
    pass


def customers():
    return list(Customer.objects.all())
