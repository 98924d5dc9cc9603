import time

import gevent


def work():
    gevent.sleep(0.3)


start = time.perf_counter()
greenlet = gevent.spawn(work())  # expect: GVT501
#                       ^^^^^^
print("spawn took long:", time.perf_counter() - start > 0.2)
greenlet.join()
