import warnings

warnings.showwarning = lambda message, *rest: print("gevent says:", message)

from gevent import monkey

monkey.patch_all()  # expect: GVT106

import gevent

gevent.sleep(0)
print("patched")
