from gevent import monkey

monkey.patch_all()

import gevent


def open(path):
    return [path]


def handle():
    return open("page.html")


gevent.spawn(handle).join()
