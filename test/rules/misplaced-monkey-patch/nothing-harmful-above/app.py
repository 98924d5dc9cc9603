import sys
import threading
import time
from queue import Queue
from subprocess import run

JOBS = Queue()


def work():
    time.sleep(0.1)
    run(["true"])
    return sys, threading


def main():
    from gevent import monkey

    monkey.patch_all()
    import gevent
    from mail import send

    gevent.spawn(work).join()
    gevent.spawn(send).join()


if __name__ == "__main__":
    main()
