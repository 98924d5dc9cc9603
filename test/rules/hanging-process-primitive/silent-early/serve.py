from gevent import monkey

monkey.patch_all()

import gevent
import tool

gevent.spawn(tool.name).join()
