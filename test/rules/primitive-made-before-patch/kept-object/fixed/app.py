from gevent import monkey
monkey.patch_all()

import client
import gevent


def work():
    client.counter.add()
    client.client.get("/")


gevent.joinall([gevent.spawn(work) for _ in range(3)])
