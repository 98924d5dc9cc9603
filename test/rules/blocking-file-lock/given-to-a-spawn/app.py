from gevent import monkey

monkey.patch_all()

import fcntl
from functools import partial

import gevent

file = open("counter.lock", "a")
gevent.spawn(fcntl.flock, file, fcntl.LOCK_EX)  # expect: GVT204
#            ^^^^^^^^^^^
gevent.spawn(partial(fcntl.flock, file), fcntl.LOCK_EX)
gevent.spawn(partial(fcntl.flock, file, fcntl.LOCK_SH))  # expect: GVT204
gevent.spawn(fcntl.flock, file, fcntl.LOCK_EX | fcntl.LOCK_NB)
gevent.spawn(fcntl.flock, file, fcntl.LOCK_UN)
