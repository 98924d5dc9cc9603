import sys
from time import sleep  # expect: GVT101

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    sleep(float(sys.argv[1]))


gevent.spawn(work).join()
