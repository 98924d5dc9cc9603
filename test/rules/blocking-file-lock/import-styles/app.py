from gevent import monkey

monkey.patch_all()

import fcntl as f
from fcntl import LOCK_EX, LOCK_SH, flock

from gevent.pool import Pool


def shared(path):
    with open(path) as file:
        flock(file, LOCK_SH)  # expect: GVT204
        return file.read()


def exclusive(path):
    """Write."""
    with open(path, "a") as file:
        f.flock(  # expect: GVT204
            file.fileno(),
            f.LOCK_EX,
        )


pool = Pool(4)
pool.map(shared, ["a", "b"])
pool.map(exclusive, ["a", "b"])
