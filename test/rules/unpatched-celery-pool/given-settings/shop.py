import time

from celery import Celery

app = Celery("shop")
app.conf.update({"broker_url": "redis://localhost", "worker_pool": "gevent"})  # expect: GVT602
#                                                                  ^^^^^^^^


@app.task
def restock():
    time.sleep(0.4)
