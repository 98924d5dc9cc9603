"""Hands parcels to the carrier's programs: python dispatch.py"""

from gevent import monkey

monkey.patch_all(aggressive=True)

import ctypes
import os
import signal
import subprocess

import gevent
from gevent.fileobject import FileObject
from gevent.os import tp_read
from gevent.queue import Queue


def labels():
    reader, writer = os.pipe()
    printer = subprocess.Popen(["sh", "-c", "sleep 0.3; echo printed"], stdout=writer)
    answer = tp_read(reader, 100)
    printer.wait()
    return answer.decode().strip()


def tracking():
    tracker = subprocess.Popen(["sh", "-c", "sleep 0.3; echo on its way"], stdout=subprocess.PIPE)
    with tracker, FileObject(tracker.stdout.fileno(), "rb", closefd=False) as news:
        return (news.read() or b"no news").decode().strip()


def bell():
    subprocess.Popen(["sh", "-c", f"sleep 0.3; kill -USR1 {os.getpid()}"])
    received = Queue()
    gevent.signal_handler(signal.SIGUSR1, received.put, signal.SIGUSR1).ref = True
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGUSR1])
    return f"the bell rang: {received.get().name}"


def scales():
    gevent.get_hub().threadpool.apply(ctypes.CDLL(None).usleep, (300_000,))
    return "the scales have settled"


def main():
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
    jobs = [gevent.spawn(labels), gevent.spawn(tracking), gevent.spawn(bell), gevent.spawn(scales)]
    gevent.joinall(jobs, raise_error=True)
    for job in jobs:
        print(job.value)


if __name__ == "__main__":
    main()
