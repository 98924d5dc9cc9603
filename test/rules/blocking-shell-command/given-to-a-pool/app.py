from gevent import monkey

monkey.patch_all()

import os

from gevent.pool import Pool

pool = Pool(2)
codes = pool.map(os.system, ["sleep 0.5", "true"])  # expect: GVT201
#                ^^^^^^^^^
