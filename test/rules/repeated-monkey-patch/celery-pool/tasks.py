from gevent import monkey

monkey.patch_all(select=False, subprocess=False)  # expect: GVT107

from celery import Celery

app = Celery("tasks")
