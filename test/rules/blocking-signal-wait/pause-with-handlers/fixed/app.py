from gevent import monkey

monkey.patch_all()

import os
import signal
import subprocess

import gevent
from gevent.event import Event


def stop(number, frame):
    print("stopping after", number)


def ignore():
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def tick():
    while True:
        gevent.sleep(0.05)


ignore()
gevent.sleep(0.05)
gevent.signal_handler(signal.SIGUSR1, stop, signal.SIGUSR1, None)
gevent.signal_handler(signal.SIGUSR2, lambda number, frame: print(number), signal.SIGUSR2, None)
subprocess.Popen(["sh", "-c", f"sleep 0.5; kill -USR1 {os.getpid()}"])
gevent.spawn(tick)
received = Event()
gevent.signal_handler(signal.SIGUSR1, received.set).ref = True
gevent.signal_handler(signal.SIGUSR2, received.set).ref = True
received.wait()  # expect: GVT208
gevent.sleep(0.1)
