from gevent import monkey

monkey.patch_socket()  # expect: GVT106

import time

import gevent


def start():
    return gevent.spawn(poll)


def poll():
    time.sleep(1)
