import os
import warnings

SAID = []
warnings.showwarning = lambda message, *rest: SAID.append(message.args[0][:8])

from gevent import monkey

from celery import Celery
from celery.signals import worker_ready

app = Celery("shop", broker="memory://")
app.conf.worker_redirect_stdouts = False


@worker_ready.connect
def show(**_):
    selects = "patched" if monkey.is_module_patched("select") else "native"
    print(f"select is {selects}, gevent says {SAID}", flush=True)
    os._exit(0)
