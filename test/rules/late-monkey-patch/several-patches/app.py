from time import sleep  # expect: GVT101

from gevent import monkey

monkey.patch_socket()
monkey.patch_time()

import gevent


def work():
    sleep(0.3)


gevent.spawn(work).join()
