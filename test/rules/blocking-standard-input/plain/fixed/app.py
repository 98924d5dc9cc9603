from gevent import monkey

monkey.patch_all()

import gevent


def ask():
    return gevent.get_hub().threadpool.apply(input, ("How many? ",))  # expect: GVT203
    #      ^^^^^^^^^^^^^^^^^^^


print(gevent.spawn(ask).get())
