from gevent import monkey

monkey.patch_all(os=False, signal=False)

import gevent

gevent.sleep(1)
