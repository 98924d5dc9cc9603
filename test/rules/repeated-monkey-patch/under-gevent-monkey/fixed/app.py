import gevent

gevent.sleep(0)
