from gevent import monkey

monkey.patch_all()

import os

import gevent


def test_run():
    def run():
        r, w = os.pipe()
        os.close(w)
        return os.fdopen(r).read()

    gevent.spawn(run).join()
