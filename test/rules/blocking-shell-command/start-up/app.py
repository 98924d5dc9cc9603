from gevent import monkey

monkey.patch_all()

import os

import gevent


def prepare():
    os.system("mkdir -p /tmp/shop")


def work():
    gevent.sleep(0.1)


prepare()
os.system("true")
if __name__ == "__main__":
    os.system("true")
    gevent.spawn(work).join()
