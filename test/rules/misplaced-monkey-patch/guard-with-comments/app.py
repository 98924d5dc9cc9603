from time import sleep

import gevent
import gevent.monkey

if __name__ == "__main__":
    # First of all.
    gevent.monkey.patch_all()  # expect: GVT104


def work():
    sleep(0.5)


gevent.spawn(work).join()
