import time


def poll():
    time.sleep(0.4)
