import time

import gevent


def start():
    gevent.spawn(poll)  # expect: GVT110


def poll():
    time.sleep(1)
