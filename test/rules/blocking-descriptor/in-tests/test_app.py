import os

import gevent

reader, writer = os.pipe()


def test_read():
    def read():
        return os.read(reader, 10)

    gevent.spawn(read).join()
