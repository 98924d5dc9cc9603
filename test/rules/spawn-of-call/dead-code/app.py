import gevent


def work():
    gevent.sleep(0.3)


def start(orders):
    for order in orders:
        if order is None:
            continue
            gevent.spawn(work())
    if False:
        gevent.spawn(work())
    return
    gevent.spawn(work())


start([1])
