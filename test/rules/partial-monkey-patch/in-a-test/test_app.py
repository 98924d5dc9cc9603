from gevent import monkey

monkey.patch_socket()

import time

import gevent


def test_it():
    gevent.spawn(time.sleep, 1).join()
