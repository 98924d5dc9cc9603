try:
    from gevent.lock import Semaphore
except ImportError:
    from gevent.coros import Semaphore

try:
    from gevent import wsgi
except ImportError:
    wsgi = None

try:
    import gevent.coros
except (ImportError, AttributeError):
    pass

limit = Semaphore(2)
if wsgi:
    wsgi.WSGIServer(("", 1), None)
