from gevent import monkey

monkey.patch_all()

import subprocess

import gevent

subprocess.call(["true"])
pool = gevent.get_hub().threadpool
ended = set()
for _ in range(150):
    status = subprocess.call("exit 3", shell=True)  # expect: GVT219
    #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    ended.add(status)
print("lost" if -1 in ended else sorted(ended))
