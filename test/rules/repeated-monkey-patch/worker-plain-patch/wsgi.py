from gevent import monkey

monkey.patch_all()

from celery import Celery

app = Celery("tasks")


def application(environ, start_response):
    start_response("200 OK", [])
    return [b""]
