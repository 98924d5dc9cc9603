import gevent


def later(work):
    return gevent.spawn(work)
