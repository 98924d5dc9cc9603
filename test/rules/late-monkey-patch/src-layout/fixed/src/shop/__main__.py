from gevent import monkey
monkey.patch_all()

import gevent

from shop.worker import work

gevent.spawn(work).join()
