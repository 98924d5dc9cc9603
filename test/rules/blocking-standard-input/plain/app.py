from gevent import monkey

monkey.patch_all()

import gevent


def ask():
    return input("How many? ")  # expect: GVT203
    #      ^^^^^^^^^^^^^^^^^^^


print(gevent.spawn(ask).get())
