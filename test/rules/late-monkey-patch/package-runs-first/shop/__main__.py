from gevent import monkey

monkey.patch_all()

import gevent
from . import pause

gevent.spawn(pause).join()
