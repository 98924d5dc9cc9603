from gevent import monkey

monkey.patch_all()

import _thread
import hashlib
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from multiprocessing.pool import ThreadPool

ready = []


def start():
    pass


def derive(order, salt=b"salt"):
    return hashlib.pbkdf2_hmac("sha256", order, salt, 600_000)[:2]


with ThreadPool(2) as pool:
    print(pool.apply(derive, (b"1",)))  # expect: GVT213
    print(pool.apply(derive, (b"1",), {"salt": b"a"}))  # expect: GVT213
    pool.apply_async(derive, (b"2",), callback=ready.append).wait()  # expect: GVT213
    print(pool.map(derive, [b"3", b"4"]))  # expect: GVT213
    print(list(pool.imap(derive, [b"5", b"6"])))  # expect: GVT213
    print(pool.starmap(derive, [(b"7", b"a"), (b"8", b"b")]))  # expect: GVT213

# Its initializer never runs in gevent's executor: this one stays.
with ThreadPoolExecutor(2, initializer=start) as executor:
    print(executor.submit(derive, b"1", salt=b"a").result())  # expect: GVT213
    print(executor.submit(partial(derive, b"1"), b"a").result())  # expect: GVT213
    print(list(executor.map(derive, [b"2"], [b"a"])))  # expect: GVT213
    print(list(executor.map(derive, [b"3", b"4"], timeout=30)))  # expect: GVT213

ended = threading.Event()


def derive_apart(order):
    ready.append(derive(order))


_thread.start_new_thread(derive_apart, (b"9",))  # expect: GVT213
while len(ready) < 2:
    ended.wait(0.05)
print(ready)
