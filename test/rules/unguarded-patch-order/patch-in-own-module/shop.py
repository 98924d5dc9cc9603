import gevent
