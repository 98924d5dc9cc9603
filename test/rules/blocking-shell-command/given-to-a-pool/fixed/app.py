from gevent import monkey

monkey.patch_all()

import functools
import os
import subprocess

from gevent.pool import Pool

pool = Pool(2)
codes = pool.map(functools.partial(subprocess.call, shell=True), ["sleep 0.5", "true"])  # expect: GVT201
#                ^^^^^^^^^
