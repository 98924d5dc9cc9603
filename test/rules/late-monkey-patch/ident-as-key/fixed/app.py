from gevent import monkey
monkey.patch_all()

from threading import get_ident  # expect: GVT101

CACHE = {}

import gevent


def work():
    CACHE[get_ident()] = 1


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
