raise ImportError("use new")

from time import sleep


def wait():
    sleep(1)
