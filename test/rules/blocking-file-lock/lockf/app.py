from gevent import monkey

monkey.patch_all()
import fcntl
import os

import gevent


class Turn:
    def __init__(self, path):
        self.path = path

    def __enter__(self):
        self.file = open(self.path, "w")
        fcntl.lockf(self.file, fcntl.LOCK_EX)  # expect: GVT204
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        return self

    def __exit__(self, *error):
        fcntl.lockf(self.file, fcntl.LOCK_UN)
        self.file.close()


def write():
    with Turn("/tmp/counter.lock"):
        print("in turn")


def shared(file):
    fcntl.lockf(file, fcntl.LOCK_SH)  # expect: GVT204
    os.lockf(file.fileno(), os.F_LOCK, 0)  # expect: GVT204
    os.lockf(file.fileno(), 1, 0)  # expect: GVT204


def tries(file):
    fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    fcntl.lockf(file, fcntl.LOCK_UN)
    os.lockf(file.fileno(), os.F_TLOCK, 0)
    os.lockf(file.fileno(), 2, 0)
    os.lockf(file.fileno(), os.F_ULOCK, 0)


def main():
    fcntl.lockf(open("/tmp/app.pid", "w"), fcntl.LOCK_EX)
    gevent.spawn(write).join()
    with open("/tmp/counter.lock", "r+") as file:
        gevent.spawn(shared, file).join()
        gevent.spawn(tries, file).join()


if __name__ == "__main__":
    main()
