from gevent import monkey

monkey.patch_all()

import fileinput
import sys
from getpass import getpass

import gevent
from gevent.pool import Pool
from gevent.threadpool import ThreadPool


def asked(input):
    return gevent.spawn(input, "How many? ")


pool = Pool(2)
gevent.spawn(gevent.get_hub().threadpool.apply, sys.stdin.readline)  # expect: GVT203
gevent.spawn_later(1, gevent.get_hub().threadpool.apply, getpass, (), {"prompt": "Password: "})  # expect: GVT203
pool.map(lambda item: gevent.get_hub().threadpool.apply(input, (item,)), ["Name? ", "Age? "])  # expect: GVT203
gevent.spawn(fileinput.input)
ThreadPool(1).spawn(input)
