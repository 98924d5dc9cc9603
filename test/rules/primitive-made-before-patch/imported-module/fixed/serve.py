from gevent import monkey
monkey.patch_all()

from shop import stock

import gevent

gevent.joinall([gevent.spawn(stock.take), gevent.spawn(stock.take)])
