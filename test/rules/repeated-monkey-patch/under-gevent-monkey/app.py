from gevent import monkey

monkey.patch_all()  # expect: GVT107

import gevent

gevent.sleep(0)
