import queue
import time

from huey import MemoryHuey

huey = MemoryHuey()
orders = queue.Queue()


@huey.task()
def restock():
    time.sleep(0)
    return orders.get(block=False)
