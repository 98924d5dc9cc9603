import time

import gevent


def start():
    return gevent.spawn(poll)


def poll():
    time.sleep(1)
