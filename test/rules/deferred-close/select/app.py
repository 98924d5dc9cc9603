from gevent import monkey

monkey.patch_all()

import os
import select

import gevent


def ended():
    r, w = os.pipe()
    os.close(w)  # expect: GVT215
    ready, _, _ = select.select([r], [], [], 1)
    return bool(ready)


print("ended:", gevent.spawn(ended).get())
