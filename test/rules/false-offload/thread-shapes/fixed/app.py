from gevent import monkey

monkey.patch_all()

import hashlib
import threading
import time

import gevent

done = []


def derive(order, salt=b"salt"):
    done.append((order, hashlib.pbkdf2_hmac("sha256", b"x", salt, 600_000)[:2]))


def derive_all():
    for order in range(2):
        derive(order)


class Shop:
    def __init__(self, order):
        self.order = order

    def seal(self):
        derive(self.order)


given = (3,)
threads = [
    threading.Thread(target=gevent.get_hub().threadpool.apply, args=(derive, (1,))),  # expect: GVT213
    threading.Thread(target=gevent.get_hub().threadpool.apply, args=(derive, [2], {"salt": b"a"}), daemon=True),  # expect: GVT213
    threading.Thread(None, gevent.get_hub().threadpool.apply, "named", (derive, given)),  # expect: GVT213
    threading.Thread(None, gevent.get_hub().threadpool.apply, "both", (derive, (4,), {"salt": b"b"})),  # expect: GVT213
    threading.Thread(target=gevent.get_hub().threadpool.apply, args=(derive, (), {"order": 5}), name="keywords"),  # expect: GVT213
    threading.Thread(target=gevent.get_hub().threadpool.apply, args=(derive_all,)),  # expect: GVT213
    threading.Thread(None, gevent.get_hub().threadpool.apply, args=(derive_all,)),  # expect: GVT213
    threading.Thread(name="after", target=gevent.get_hub().threadpool.apply, args=(Shop(6).seal,)),  # expect: GVT213
    threading.Thread(target=gevent.get_hub().threadpool.apply, args=(lambda: derive(7),)),  # expect: GVT213
    threading.Timer(0.01, gevent.get_hub().threadpool.apply, (derive, (8,))),  # expect: GVT213
    threading.Timer(0.01, function=gevent.get_hub().threadpool.apply, args=(derive, (), {"order": 9})),  # expect: GVT213
    threading.Thread(  # expect: GVT213
        target=gevent.get_hub().threadpool.apply,  # the work
        args=(derive, (
            10,  # the order
        )),
        name="lines",
    ),
]
started = time.perf_counter()
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(order for order, _ in done), [thread.name for thread in threads if thread.name.islower()])
