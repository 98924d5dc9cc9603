import threading
from time import sleep

lock = threading.Lock()


def items():
    with lock:
        sleep(0.01)
        return b"tea"
