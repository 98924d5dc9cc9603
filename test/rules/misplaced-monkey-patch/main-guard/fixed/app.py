from gevent import monkey
monkey.patch_all()  # expect: GVT104

from time import sleep

import gevent


def work():
    sleep(0.5)


if __name__ == "__main__":
#   ^^^^^^^^^^^^^^^^^^
    gevent.spawn(work).join()
