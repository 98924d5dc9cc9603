"""How long the loop ever stood still: what the load check asks for."""

import time

import gevent

longest = 0.0


def beat():
    global longest
    last = time.perf_counter()
    while True:
        gevent.sleep(0.01)
        now = time.perf_counter()
        longest = max(longest, now - last)
        last = now


def read_and_reset():
    global longest
    value, longest = longest, 0.0
    return value
