from gevent.pool import Pool

POOL = Pool(3)


def once():
    print("once")


def start():
    POOL.spawn(once)
