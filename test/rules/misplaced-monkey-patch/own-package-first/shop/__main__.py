import gevent

from .mail import send

gevent.spawn(send).join()
