from time import sleep

import gevent


def patch():
    from gevent import monkey

    monkey.patch_all()


def work():
    sleep(0.5)


gevent.spawn(work).join()
