from gevent import monkey

monkey.patch_all()

import os

import gevent


def run():
    r, w = os.pipe()
    monkey.get_original("os", "close")(w)  # expect: GVT215
    return os.fdopen(r).read()  # greenlint: ignore[blocking-descriptor]


gevent.spawn(run)
