import warnings

warnings.showwarning = lambda message, *rest: print("gevent says:", message)

from gevent import monkey

monkey.patch_all()

import threading

print("threads are", "patched" if monkey.is_module_patched("threading") else "native")
