from gevent import monkey

monkey.patch_all()

import os
import tempfile
import threading

import gevent
from gevent.pool import Pool

native_thread = monkey.get_original("threading", "Thread")
folder = tempfile.mkdtemp()
fifo = os.path.join(folder, "page")
os.mkfifo(fifo)


def write_late():
    monkey.get_original("time", "sleep")(0.5)
    with open(fifo, "w") as file:
        file.write("hello")


def read(path):
    with gevent.get_hub().threadpool.apply(open, (path,)) as file:  # expect: GVT206
#        ^^^^^^^^^^
        return gevent.get_hub().threadpool.apply(file.read)


writer = gevent.get_hub().threadpool.spawn(write_late)
print(Pool(2).map(read, [fifo]))
writer.get()
