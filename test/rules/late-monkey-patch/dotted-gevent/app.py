from socket import gethostbyname  # expect: GVT101

import gevent.monkey

gevent.monkey.patch_all()


def work():
    return gethostbyname("localhost")


gevent.spawn(work).join()
