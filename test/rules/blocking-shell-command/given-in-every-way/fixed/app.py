from gevent import monkey

monkey.patch_all()

import os
import subprocess
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
            self.pool.spawn(subprocess.call, f"convert {name}", shell=True)  # expect: GVT201
            #               ^^^^^^^^^
        self.pool.apply(subprocess.call, ("sync",), {"shell": True})  # expect: GVT201
        self.pool.apply_async(subprocess.call, ("sync",), callback=print, kwds={"shell": True})  # expect: GVT201
        return self.pool.imap_unordered(partial(subprocess.call, shell=True), names)  # expect: GVT201


greenlets = [
    gevent.spawn(
        subprocess.call,  # expect: GVT201
        "sleep 1",  # long
        shell=True,
    ),
    spawn_later(5, subprocess.call, "sleep 1", shell=True),  # expect: GVT201
]
greenlet = Greenlet(subprocess.call, "sleep 1", shell=True)  # expect: GVT201
greenlet.start()
gevent.spawn(partial(subprocess.call, "sleep 1", shell=True)).join()  # expect: GVT201
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
Group().spawn(gevent.sleep, 1) or gevent.spawn(job := os.system, "sleep 1")
later = partial(os.system, "sleep 1")
gevent.spawn(later)  # expect: GVT201
gevent.spawn(os.system, *["sleep 1"])  # expect: GVT201
