from shop import waiting

from gevent import monkey

monkey.patch_all()

import gevent

gevent.spawn(waiting.work).join()
