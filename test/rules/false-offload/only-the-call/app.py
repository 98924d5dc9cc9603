from gevent import monkey

monkey.patch_all()

import logging
import queue
import threading

from work import derive, tell

logging.basicConfig(level=logging.INFO)
orders = queue.Queue()


def serve():
    while True:
        order = orders.get()
        if order is None:
            return
        tell(derive(order))


threads = [threading.Thread(target=serve) for _ in range(2)]  # expect: GVT213
for thread in threads:
    thread.start()
for order in (b"1", b"2", b"3", b"4", None, None):
    orders.put(order)
for thread in threads:
    thread.join()
