from time import sleep  # expect: GVT101

from shop import start


def poll():
    sleep(0.4)
    return start.NAME
