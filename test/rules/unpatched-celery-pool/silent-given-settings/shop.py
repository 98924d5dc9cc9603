import os

import gevent
from celery import Celery

app = Celery("shop")
app.conf.update({"worker_pool": "threads", "result_backend": "gevent"})
app.conf["worker_pool"] = os.environ["POOL"]
app.config_from_object("settings")
others = {}
others.update({"worker_pool": "gevent"})
others["worker_pool"] = "gevent"
