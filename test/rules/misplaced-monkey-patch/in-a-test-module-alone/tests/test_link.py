from time import sleep

from gevent import monkey

monkey.patch_all()

import gevent


def test_waits():
    gevent.spawn(sleep, 0.1).join()
