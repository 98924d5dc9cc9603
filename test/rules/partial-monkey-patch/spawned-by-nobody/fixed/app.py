from gevent import monkey

monkey.patch_all()  # expect: GVT106

import time

import gevent


def start():
    return gevent.spawn(poll)


def poll():
    time.sleep(1)
