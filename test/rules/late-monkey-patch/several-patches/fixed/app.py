from gevent import monkey
monkey.patch_socket()
monkey.patch_time()

from time import sleep  # expect: GVT101

import gevent


def work():
    sleep(0.3)


gevent.spawn(work).join()
