from gevent import monkey

monkey.patch_all()

import gevent


def read():
    with open("page.html") as file:
        return file.read()


def test_read():
    gevent.spawn(read).join()
