from threading import get_ident  # expect: GVT101

CACHE = {}

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    CACHE[get_ident()] = 1


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
