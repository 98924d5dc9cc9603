from gevent import monkey

monkey.patch_all()

import os
import subprocess

import gevent

reader, writer = os.pipe()


def receive():
    data = os.read(reader, 100)  # expect: GVT205
    #      ^^^^^^^^^^^^^^^^^^^^
    return data


subprocess.Popen(["sh", "-c", "sleep 0.5; echo hi"], stdout=writer)
print(gevent.spawn(receive).get())
