import time


def send(order):
    time.sleep(0.5)
    return order
