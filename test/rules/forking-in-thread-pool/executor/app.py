from gevent import monkey

monkey.patch_all()

import os

from gevent.threadpool import ThreadPoolExecutor

with ThreadPoolExecutor(2) as executor:
    print(list(executor.map(os.popen, ["true", "true"])))  # expect: GVT214
