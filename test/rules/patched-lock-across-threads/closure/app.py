from gevent import monkey

monkey.patch_all()

import threading

from gevent.threadpool import ThreadPoolExecutor


def total(items):
    guard = threading.Condition()
    found = []

    def count(item):
        with guard:
            found.append(len(item))

    with ThreadPoolExecutor(max_workers=8) as executor:
        futures = [executor.submit(count, item) for item in items]  # expect: GVT709
        for future in futures:
            future.result()
    return sum(found)


total(["a", "b"])
