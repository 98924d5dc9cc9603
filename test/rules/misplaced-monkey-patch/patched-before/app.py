from gevent import monkey

monkey.patch_all()

from time import sleep

import gevent


def work():
    sleep(0.5)


if __name__ == "__main__":
    monkey.patch_all()
    gevent.spawn(work).join()
