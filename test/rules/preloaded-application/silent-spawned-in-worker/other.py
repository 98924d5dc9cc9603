import gevent

from shop import app, flush

gevent.spawn(flush)
