from gevent import monkey
monkey.patch_all()

import os

import gevent


def work():
    print(os.popen("sleep 1").read())


if __name__ == "__main__":
    gevent.spawn(work).join()  # expect: GVT110
