"""Invoices: rendered by a command, archived, signed."""

import os
import subprocess
import zlib
from gevent.threadpool import ThreadPoolExecutor

pool = None


def render(order):
    """Render one invoice with the printer's own program."""
    subprocess.call(f"sleep 0.4 # render-invoice {order}", shell=True)
    return f"invoice {order}"


def render_in_background(order):
    """Start the program, and wait for it."""
    pid = os.spawnlp(os.P_NOWAIT, "sleep", "sleep", "0.3")
    os.waitpid(pid, 0)
    return f"invoice {order} by {pid > 0}"


def archive(order):
    """Compress a year of invoices in a worker thread."""
    global pool
    if pool is None:
        pool = ThreadPoolExecutor(max_workers=2)
    return pool.submit(compress, order).result()


def compress(order):
    data = bytes(range(256)) * 60_000
    return len(zlib.compress(data + str(order).encode(), 9))
