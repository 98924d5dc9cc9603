"""Writes the ledger, several entries at once, and checks it."""

from gevent import monkey

monkey.patch_all()

import fcntl
import logging
import logging.handlers
import os
import time

import gevent

LEDGER = "ledger.txt"
log = logging.getLogger("ledger")
log.addHandler(logging.handlers.HTTPHandler("127.0.0.1:8765", "/order"))


def enter(amount):
    with open(LEDGER, "a+") as file:
        fcntl.lockf(file, fcntl.LOCK_EX)
        file.seek(0)
        balance = sum(map(int, file.read().split()))
        time.sleep(0.1)
        print(amount, file=file, flush=True)
        fcntl.lockf(file, fcntl.LOCK_UN)
    log.warning("entered %d", amount)
    return balance + amount


def check():
    status = gevent.get_hub().threadpool.apply(os.system, (f"grep -q 1 {LEDGER}",))
    return status == 0


if __name__ == "__main__":
    gevent.joinall([gevent.spawn(enter, amount) for amount in (1, 2, 3)])
    print("checked" if check() else "damaged")
    os.remove(LEDGER)
