from gevent import monkey

monkey.patch_all()

import gevent

with open("settings.txt") as file:
    SETTINGS = file.read()


def read():
    with open("settings.txt") as file:
        return file.read()


def handle():
    return gevent.get_hub().threadpool.apply(read)


gevent.spawn(handle).join()
