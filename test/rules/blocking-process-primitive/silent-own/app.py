from gevent import monkey

monkey.patch_all()

import queue
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.dummy import Pool

import gevent


class Queue:
    def get(self):
        return 1


results = Queue()
patched = queue.Queue()
event = threading.Event()


def work():
    results.get()
    patched.get()
    event.wait()
    with threading.Lock():
        gevent.sleep(1)


def pooled():
    with ProcessPoolExecutor(2) as executor:
        return list(executor.map(abs, [-1]))


def threads():
    return Pool(2).map(abs, [-1])


gevent.joinall([gevent.spawn(work), gevent.spawn(pooled), gevent.spawn(threads)])
