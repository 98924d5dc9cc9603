from gevent import monkey

monkey.patch_all(subprocess=True, thread=False)

import gevent

monkey.patch_all()  # expect: GVT107
gevent.sleep(0)
