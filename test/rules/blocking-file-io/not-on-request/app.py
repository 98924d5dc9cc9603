from gevent import monkey

monkey.patch_all()

import gevent
from gevent.pool import Pool


def read(path):
    with open(path) as file:
        return file.read()


Pool(2).map(read, ["a", "b"])
gevent.wait()
