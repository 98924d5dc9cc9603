import gevent

OLD = gevent.version_info < (1, 5)


def listen(handler):
    if OLD:
        gevent.signal(15, handler)
    else:
        gevent.signal_handler(15, handler)
