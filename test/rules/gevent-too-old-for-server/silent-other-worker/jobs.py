import gevent

gevent.spawn(print).join()
