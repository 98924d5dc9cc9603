from gevent import monkey

monkey.patch_all()

import subprocess

import gevent
from gevent.threadpool import ThreadPoolExecutor

from convert import convert, perhaps

pool = gevent.get_hub().threadpool
print(gevent.spawn(convert, "a.png").get())  # expect: GVT214
print((lambda: subprocess.getoutput("true"))())  # expect: GVT214
perhaps("a.png", False)  # expect: GVT214
with ThreadPoolExecutor(2) as executor:
    print(executor.submit(convert, "b.png").result())  # expect: GVT214
