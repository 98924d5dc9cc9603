import time

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    from time import sleep

    from shop.mail import send

    sleep(0.5)
    send()


gevent.spawn(work).join()
