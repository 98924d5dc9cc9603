from gevent import monkey

monkey.patch_all(os=False, signal=False)

import os

import gevent


def run():
    r, w = os.pipe()
    os.close(w)
    return os.fdopen(r).read()  # greenlint: ignore[blocking-descriptor]


gevent.spawn(run)
