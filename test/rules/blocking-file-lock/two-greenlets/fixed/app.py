from gevent import monkey

monkey.patch_all()

import fcntl

import gevent


def count():
    with open("counter.lock", "a") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # expect: GVT204
                break
            except BlockingIOError:
                gevent.sleep(0.01)
        gevent.sleep(0.1)


gevent.joinall([gevent.spawn(count), gevent.spawn(count)])
print("done")
