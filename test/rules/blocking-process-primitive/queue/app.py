from gevent import monkey

monkey.patch_all()

import multiprocessing
import time

import gevent

results = multiprocessing.Queue()


def answer():
    time.sleep(0.5)
    results.put("done")


def collect():
    child = multiprocessing.Process(target=answer)
    child.start()
    print(results.get())  # expect: GVT209
    #     ^^^^^^^^^^^^^
    child.join()


gevent.spawn(collect).join()
