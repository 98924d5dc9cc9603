from gevent import monkey

monkey.patch_all()

import gevent

try:
    import ujson as json
except Exception:
    pass

try:
    raise ValueError
except Exception:
    monkey.patch_time()

try:
    pass
finally:
    monkey.patch_socket()

try:
    gevent.sleep(0)
except Exception:
    pass
else:
    monkey.patch_os()
