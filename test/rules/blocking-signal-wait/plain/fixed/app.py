from gevent import monkey

monkey.patch_all()

import os
import signal
import subprocess

import gevent
from gevent.queue import Queue

signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])


def wait_for_news():
    received = Queue()
    gevent.signal_handler(signal.SIGUSR1, received.put, signal.SIGUSR1).ref = True
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGUSR1])
    number = received.get()  # expect: GVT208
    #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    print("got", number)


subprocess.Popen(["sh", "-c", f"sleep 0.5; kill -USR1 {os.getpid()}"])
gevent.spawn(wait_for_news).join()
