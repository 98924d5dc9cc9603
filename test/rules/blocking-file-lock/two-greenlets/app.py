from gevent import monkey

monkey.patch_all()

import fcntl

import gevent


def count():
    with open("counter.lock", "a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # expect: GVT204
        gevent.sleep(0.1)


gevent.joinall([gevent.spawn(count), gevent.spawn(count)])
print("done")
