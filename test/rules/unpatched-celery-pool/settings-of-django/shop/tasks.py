from time import sleep

from celery import shared_task


@shared_task
def restock():
    sleep(2)
