import gevent.monkey as patcher
patcher.patch_all()

import time as clock
from select import select  # expect: GVT101

import gevent


def work():
    select([], [], [], 0.5)
    clock.sleep(0.1)


gevent.spawn(work).join()
