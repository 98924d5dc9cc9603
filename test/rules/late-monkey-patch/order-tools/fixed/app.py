from gevent import monkey
monkey.patch_all()

import sys  # noqa: E402
from time import sleep  # expect: GVT101  # noqa: E402

import gevent  # noqa: E402


def work():
    sleep(float(sys.argv[1]))


gevent.spawn(work).join()
