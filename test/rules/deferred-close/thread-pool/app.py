from gevent import monkey

monkey.patch_all()

import os

import gevent


def run():
    r, w = os.pipe()
    os.close(w)
    return os.fdopen(r).read()


def work():
    return gevent.get_hub().threadpool.apply(run)


gevent.spawn(work)
