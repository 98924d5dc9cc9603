import os

import gevent

print(gevent.get_hub().threadpool.apply(os.system, ("exit 3",)))
