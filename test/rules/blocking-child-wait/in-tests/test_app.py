import os

import gevent


def test_wait():
    def child():
        pid = os.fork()
        os.wait()
        return pid

    gevent.spawn(child).join()
