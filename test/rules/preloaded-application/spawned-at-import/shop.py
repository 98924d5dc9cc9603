import os
import time

import gevent


def flush():
    while True:
        with open("flushed.txt", "a") as log:
            log.write(f"{os.getpid()}\n")
        time.sleep(0.1)


gevent.spawn(flush)


def app(environ, start_response):
    time.sleep(1.5)
    with open("flushed.txt") as log:
        count = len(set(log))
    start_response("200 OK", [])
    return [f"{count} processes flush".encode()]
