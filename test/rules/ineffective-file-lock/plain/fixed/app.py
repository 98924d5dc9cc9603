from gevent import monkey

monkey.patch_all()

import fcntl
import tempfile

import gevent

inside = []
most = 0


def count(path):
    global most
    with open(path, "a") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # expect: GVT220
                break
            except BlockingIOError:
                gevent.sleep(0.01)
    #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        inside.append(path)
        most = max(most, len(inside))
        gevent.sleep(0.1)
        inside.pop()
        fcntl.flock(file, fcntl.LOCK_UN)


with tempfile.NamedTemporaryFile() as shared:
    gevent.joinall([gevent.spawn(count, shared.name) for _ in range(3)])
print("at once:", most)
