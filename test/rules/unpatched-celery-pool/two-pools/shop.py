import os
import time

import gevent
from celery import Celery
from celery.signals import worker_ready

app = Celery("shop", broker="memory://")
app.conf.worker_redirect_stdouts = False


@app.task
def restock():
    time.sleep(0.4)


@worker_ready.connect
def show(**_):
    beats = []
    gevent.spawn(beats.append, 1)
    restock()
    print("others ran" if beats else "others waited", flush=True)
    os._exit(0)
