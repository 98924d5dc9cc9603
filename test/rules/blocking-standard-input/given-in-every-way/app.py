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
gevent.spawn(sys.stdin.readline)  # expect: GVT203
gevent.spawn_later(1, getpass, prompt="Password: ")  # expect: GVT203
pool.map(input, ["Name? ", "Age? "])  # expect: GVT203
gevent.spawn(fileinput.input)
ThreadPool(1).spawn(input)
