from gevent import monkey

monkey.patch_all()  # expect: GVT106

import time

import gevent


def poll():
    time.sleep(0.5)


gevent.spawn(poll).join()
