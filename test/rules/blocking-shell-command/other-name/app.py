from gevent import monkey

monkey.patch_all()

import os

import gevent


def convert():
    os.system("sleep 1")


if __name__ == "__other__":
    gevent.spawn(convert).join()
if __name__ == "__main__":
    convert()
