from gevent import monkey

monkey.patch_all()

import gevent


class Player:
    def pause(self):
        return "paused"


def pause():
    return "paused"


def work(signal=Player()):
    signal.pause()
    return pause()


gevent.spawn(work)
