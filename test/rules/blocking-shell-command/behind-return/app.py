from gevent import monkey

monkey.patch_all()

import os

import gevent


def convert(size):
    for step in range(size):
        if step > 2:
            raise ValueError(step)
            os.system("sleep 1")
        continue
        os.system("sleep 1")
    if size:
        return size
        helper()
    else:
        return None
        os.system("sleep 1")
    os.system("sleep 1")


def helper():
    os.system("sleep 1")


def unused():
    return
    gevent.spawn(helper)


gevent.spawn(convert, 1).join()
unused()
