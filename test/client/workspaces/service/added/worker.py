import gevent


def work():
    print(1)


gevent.spawn(work())
