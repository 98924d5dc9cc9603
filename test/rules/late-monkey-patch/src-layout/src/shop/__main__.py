import gevent

from shop.worker import work
from gevent import monkey

monkey.patch_all()

gevent.spawn(work).join()
