from gevent import monkey

monkey.patch_all()

import os

import gevent

gevent.spawn(os.system, "sleep 0.5").join()  # expect: GVT201
#            ^^^^^^^^^
