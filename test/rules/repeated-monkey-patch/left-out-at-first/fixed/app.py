from gevent import monkey

monkey.patch_all(subprocess=True)

import gevent

gevent.sleep(0)
