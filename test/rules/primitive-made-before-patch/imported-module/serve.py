from shop import stock

from gevent import monkey

monkey.patch_all()

import gevent

gevent.joinall([gevent.spawn(stock.take), gevent.spawn(stock.take)])
