from time import sleep

from gevent import monkey


def setup_module():
    monkey.patch_all()


def test_it():
    sleep(1)
