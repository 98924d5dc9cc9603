import signal

import gevent


def test_pause():
    def wait():
        signal.pause()

    gevent.spawn(wait).join()
