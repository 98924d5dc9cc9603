from gevent.monkey import patch_all

patch_all(aggressive=True)  # expect: GVT106

import select

import gevent


def watch():
    select.select([], [], [], 0.5)


if __name__ == "__main__":
    gevent.spawn(watch).join()
