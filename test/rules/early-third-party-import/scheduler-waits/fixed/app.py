from gevent import monkey
monkey.patch_all()

import sched  # expect: GVT102
#      ^^^^^
import time

import gevent


def nightly():
    clock = sched.scheduler(time.time)
    clock.enter(0.5, 1, print, ("nightly",))
    clock.run()


if __name__ == "__main__":
    gevent.spawn(nightly).join()
