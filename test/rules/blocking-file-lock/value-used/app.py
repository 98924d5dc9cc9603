from gevent import monkey

monkey.patch_all()

import fcntl

import gevent

EXCLUSIVE = fcntl.LOCK_EX


class Store:
    def save(self, file):
        with file:
            if self.locks:
                fcntl.flock(file, EXCLUSIVE); file.write("x")  # expect: GVT204
            kept = fcntl.flock(file, 2)  # expect: GVT204
            #      ^^^^^^^^^^^^^^^^^^^^
            return kept, fcntl.flock(file, fcntl.LOCK_SH)  # expect: GVT204

    locks = True


def main():
    gevent.spawn(Store().save, open("store", "a")).join()


main()
