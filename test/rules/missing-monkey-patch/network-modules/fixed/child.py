from gevent import monkey
monkey.patch_all()

import os

import gevent


def work():
    child = os.spawnlp(os.P_NOWAIT, "sleep", "sleep", "1")
    os.waitpid(child, 0)


if __name__ == "__main__":
    gevent.spawn(work).join()  # expect: GVT110
