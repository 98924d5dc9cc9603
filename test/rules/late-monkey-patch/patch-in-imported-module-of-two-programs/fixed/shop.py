from gevent import monkey
monkey.patch_all()

from time import sleep  # expect: GVT101


def wait():
    sleep(0.4)
