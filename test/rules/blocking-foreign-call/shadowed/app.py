from gevent import monkey

monkey.patch_all()

import gevent


class CDLL:
    def __init__(self, name):
        self.name = name

    def sleep(self, seconds):
        return seconds


libc = CDLL(None)


def work():
    libc.sleep(3)


gevent.spawn(work)
