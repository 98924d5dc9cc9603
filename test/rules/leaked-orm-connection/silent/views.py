from celery import shared_task
from django.http import HttpResponse
from models import Order


def index(request):
    return HttpResponse(Order.objects.count())


@shared_task
def count():
    return Order.objects.count()
