from gevent import monkey

monkey.patch_all()

import functools
from gevent.threadpool import ThreadPoolExecutor

seen_lock = monkey.get_original("threading", "Lock")()
seen = set()


def remember(kind, item):
    with seen_lock:
        seen.add((kind, item))


executor = ThreadPoolExecutor(4)
list(executor.map(functools.partial(remember, "a"), range(10)))  # expect: GVT709
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
