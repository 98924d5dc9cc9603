try:
    import old
except ImportError:
    old = None
from gevent import monkey

monkey.patch_all()
import gevent

gevent.spawn(print, old).join()
