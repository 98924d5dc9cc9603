"""Labels to print, for huey: see Procfile."""

import time

from huey import MemoryHuey

huey = MemoryHuey()


@huey.task()
def label(order):
    time.sleep(0.3)
    return f"label {order}"
