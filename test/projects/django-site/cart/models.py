from django.db import models

from cart.pricing import CURRENCY


class Line(models.Model):
    currency = models.CharField(max_length=3, default=CURRENCY)

    class Meta:
        app_label = "cart"
