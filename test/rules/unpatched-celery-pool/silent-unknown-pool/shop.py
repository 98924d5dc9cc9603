import time

from celery import Celery

app = Celery("shop")
app.conf.worker_pool = "gevent"


@app.task
def restock():
    time.sleep(0.4)
