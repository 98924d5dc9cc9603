from gevent import monkey

monkey.patch_all()

import hashlib
import threading
import time

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
    threading.Thread(target=derive, args=(1,)),  # expect: GVT213
    threading.Thread(target=derive, args=[2], kwargs={"salt": b"a"}, daemon=True),  # expect: GVT213
    threading.Thread(None, derive, "named", given),  # expect: GVT213
    threading.Thread(None, derive, "both", (4,), {"salt": b"b"}),  # expect: GVT213
    threading.Thread(target=derive, kwargs={"order": 5}, name="keywords"),  # expect: GVT213
    threading.Thread(target=derive_all),  # expect: GVT213
    threading.Thread(None, derive_all),  # expect: GVT213
    threading.Thread(name="after", target=Shop(6).seal),  # expect: GVT213
    threading.Thread(target=lambda: derive(7)),  # expect: GVT213
    threading.Timer(0.01, derive, (8,)),  # expect: GVT213
    threading.Timer(0.01, function=derive, kwargs={"order": 9}),  # expect: GVT213
    threading.Thread(  # expect: GVT213
        target=derive,  # the work
        args=(
            10,  # the order
        ),
        name="lines",
    ),
]
started = time.perf_counter()
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(order for order, _ in done), [thread.name for thread in threads if thread.name.islower()])
