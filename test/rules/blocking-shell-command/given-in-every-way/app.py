from gevent import monkey

monkey.patch_all()

import os
from functools import partial
from os import system as run

import gevent
from gevent import Greenlet, spawn_later
from gevent.pool import Group, Pool


class Converter:
    def __init__(self):
        self.pool = Pool(4)

    def convert(self, names):
        for name in names:
            self.pool.spawn(os.system, f"convert {name}")  # expect: GVT201
            #               ^^^^^^^^^
        self.pool.apply(run, ("sync",))  # expect: GVT201
        self.pool.apply_async(os.system, ("sync",), callback=print)  # expect: GVT201
        return self.pool.imap_unordered(os.system, names)  # expect: GVT201


greenlets = [
    gevent.spawn(
        os.system,  # expect: GVT201
        "sleep 1",  # long
    ),
    spawn_later(5, run, "sleep 1"),  # expect: GVT201
]
greenlet = Greenlet(os.system, "sleep 1")  # expect: GVT201
greenlet.start()
gevent.spawn(partial(os.system, "sleep 1")).join()  # expect: GVT201
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
Group().spawn(gevent.sleep, 1) or gevent.spawn(job := os.system, "sleep 1")
later = partial(os.system, "sleep 1")
gevent.spawn(later)  # expect: GVT201
gevent.spawn(os.system, *["sleep 1"])  # expect: GVT201
