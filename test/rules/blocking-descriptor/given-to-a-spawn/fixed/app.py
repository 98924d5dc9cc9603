from gevent import monkey

monkey.patch_all()

import os
from functools import partial
from os import read

import gevent
from gevent.os import tp_read
from gevent.os import tp_write
from gevent.pool import Pool

reader, writer = os.pipe()

gevent.spawn(tp_read, reader, 10)  # expect: GVT205
#            ^^^^^^^
gevent.spawn_later(1, tp_read, reader, 10)  # expect: GVT205
Pool(3).apply_async(tp_read, (reader, 10))  # expect: GVT205
gevent.spawn(tp_write, writer, b"x" * 100_000)  # expect: GVT205
gevent.spawn(partial(os.read, reader, 10))  # expect: GVT205
gevent.spawn(os.write, writer, b"x")
gevent.spawn(os.read, open("names.txt").fileno(), 10)
Pool(3).map(os.close, [reader, writer])
