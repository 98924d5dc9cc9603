import gevent.monkey
gevent.monkey.patch_all()

from socket import gethostbyname  # expect: GVT101


def work():
    return gethostbyname("localhost")


gevent.spawn(work).join()
