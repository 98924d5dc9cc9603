from gevent import monkey
monkey.patch_all()

import select
import time


class Poller:
    pause = staticmethod(time.sleep)  # expect: GVT101
    wait = select.select  # expect: GVT101

import gevent


def work():
    Poller.pause(0.3)


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
