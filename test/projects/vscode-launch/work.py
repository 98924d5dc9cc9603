import time


def step(number):
    time.sleep(0.01 * number)
