from os import environ
from time import sleep  # expect: GVT101

from gevent import monkey

AGGRESSIVE = environ.get("AGGRESSIVE") == "1"
monkey.patch_all(aggressive=AGGRESSIVE)

import gevent


def work():
    sleep(0.5)


gevent.spawn(work).join()
