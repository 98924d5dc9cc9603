from gevent import monkey
monkey.patch_all()

from shop import compat

import gevent
from shop.worker import work

gevent.spawn(work).join()
