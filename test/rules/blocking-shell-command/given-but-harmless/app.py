from gevent import monkey

monkey.patch_all()

import functools
import os
import subprocess
import time

import gevent
from gevent.pool import Pool
from gevent.threadpool import ThreadPool


class os_like:
    @staticmethod
    def system(command):
        gevent.sleep(1)


def run(command, *, how=subprocess.call):
    return how(command, shell=True)


def each(os, commands):
    return Pool(2).map(os.system, commands)


pool = Pool(2)
native = ThreadPool(2)
gevent.spawn(subprocess.call, "sleep 1", shell=True)
gevent.spawn(os_like.system, "sleep 1")
gevent.spawn(time.sleep, 1)
gevent.spawn(run, "sleep 1")
pool.map(os.path.basename, ["a/b"])
pool.map(functools.partial(subprocess.call, shell=True), ["sleep 1"])
native.spawn(os.system, "sleep 1")
native.map(os.system, ["sleep 1"])
gevent.get_hub().threadpool.apply(os.system, ("sleep 1",))
list(map(os.system, ["true"]))
[os.system][0]("true")
os.system("true")
os = os_like
gevent.spawn(os.system, "sleep 1")
