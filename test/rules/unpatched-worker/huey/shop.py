import os
import time

import gevent
from huey import MemoryHuey

huey = MemoryHuey()


@huey.task()
def restock():
    time.sleep(0.4)


@huey.on_startup()
def show():
    beats = []
    gevent.spawn(beats.append, 1)
    restock.call_local()
    print("others ran" if beats else "others waited", flush=True)
    os._exit(0)
