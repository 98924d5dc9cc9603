from gevent import monkey

monkey.patch_all()

import multiprocessing
import time

import gevent

lock = multiprocessing.Lock()
taken = multiprocessing.Event()


def hold():
    with lock:
        taken.set()
        time.sleep(0.5)


def work():
    while not taken.is_set():
        gevent.sleep(0.01)
    lock.acquire()  # expect: GVT209
    lock.release()


child = multiprocessing.Process(target=hold)
child.start()
gevent.spawn(work).join()
child.join()
