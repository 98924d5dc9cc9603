import gevent

import target


def run():
    gevent.joinall([gevent.spawn(target.ping) for _ in range(3)])
