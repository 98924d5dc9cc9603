import time

from celery import Celery

app = Celery("shop")


@app.task
def restock():
    time.sleep(0.4)
