from gevent import monkey

monkey.patch_all()

import os

import gevent
from starting import start


def supervise():
    start()
    pid, status = os.wait()  # expect: GVT202
    return pid, status


gevent.spawn(supervise).join()
