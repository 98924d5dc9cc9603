import time

from .net import Retry


def work():
    Retry().wait(1)
    time.sleep(1)
