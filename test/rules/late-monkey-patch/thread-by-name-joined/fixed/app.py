from gevent import monkey
monkey.patch_all()

from threading import Thread  # expect: GVT101

import gevent


def work():
    threads = [Thread(target=print) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
