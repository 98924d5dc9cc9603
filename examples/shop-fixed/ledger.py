"""Writes the ledger, several entries at once, and checks it."""

from gevent import monkey

monkey.patch_all(aggressive=True)

import atexit
import fcntl
import logging
import logging.handlers
import os
import queue
import subprocess
import time

import gevent

LEDGER = "ledger.txt"
log = logging.getLogger("ledger")
log_queue = queue.SimpleQueue()
log_listener = logging.handlers.QueueListener(log_queue, logging.handlers.HTTPHandler("127.0.0.1:8765", "/order"), respect_handler_level=True)
log_listener.start()
atexit.register(log_listener.stop)
log.addHandler(logging.handlers.QueueHandler(log_queue))


def enter(amount):
    with gevent.get_hub().threadpool.apply(open, (LEDGER, "a+")) as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                gevent.sleep(0.01)
        file.seek(0)
        balance = sum(map(int, gevent.get_hub().threadpool.apply(file.read).split()))
        time.sleep(0.1)
        print(amount, file=file, flush=True)
        fcntl.flock(file, fcntl.LOCK_UN)
    log.warning("entered %d", amount)
    return balance + amount


def check():
    status = subprocess.call(f"grep -q 1 {LEDGER}", shell=True)
    return status == 0


if __name__ == "__main__":
    gevent.joinall([gevent.spawn(enter, amount) for amount in (1, 2, 3)])
    print("checked" if check() else "damaged")
    os.remove(LEDGER)
