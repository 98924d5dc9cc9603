import warnings

warnings.showwarning = lambda message, *rest: print("gevent says:", message)

from gevent import monkey

monkey.patch_all()

import threading

monkey.patch_all(thread=False)  # expect: GVT107
print("threads are", "patched" if monkey.is_module_patched("threading") else "native")
