from time import sleep  # expect: GVT101

from gevent import monkey

monkey.patch_all()


def wait():
    sleep(0.4)
