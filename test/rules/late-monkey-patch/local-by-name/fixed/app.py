from gevent import monkey
monkey.patch_all()

from threading import local  # expect: GVT101

import gevent


class Request(local):
    user = None


request = Request()


def work():
    request.user = "ann"


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
