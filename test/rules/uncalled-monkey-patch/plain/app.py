from gevent import monkey

monkey.patch_all  # expect: GVT109

import time

import gevent


def wait():
    time.sleep(0.5)


gevent.spawn(wait).join()
