from gevent import monkey

monkey.patch_all()

import ctypes
from functools import partial

import gevent
from gevent.pool import Pool

libc = ctypes.CDLL(None)
held = ctypes.PyDLL(None)
settle = libc.usleep

greenlets = [
    gevent.spawn(libc.usleep, 500_000),  # expect: GVT211
    #            ^^^^^^^^^^^
    gevent.spawn_later(0.1, settle, 500_000),  # expect: GVT211
    gevent.spawn(partial(libc.usleep, 500_000)),  # expect: GVT211
    gevent.spawn(libc.usleep, 100),
    gevent.spawn(libc.abs, -1),
    gevent.spawn(held.usleep, 50_000),  # expect: GVT211
]
print(Pool(2).map(libc.usleep, [500_000, 400_000]))  # expect: GVT211
gevent.get_hub().threadpool.spawn(libc.usleep, 500_000)
gevent.joinall(greenlets, raise_error=True)
