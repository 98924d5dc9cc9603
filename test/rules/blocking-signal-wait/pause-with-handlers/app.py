from gevent import monkey

monkey.patch_all()

import os
import signal
import subprocess

import gevent


def stop(number, frame):
    print("stopping after", number)


def ignore():
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def tick():
    while True:
        gevent.sleep(0.05)


ignore()
gevent.sleep(0.05)
signal.signal(signal.SIGUSR1, stop)
signal.signal(signal.SIGUSR2, lambda number, frame: print(number))
subprocess.Popen(["sh", "-c", f"sleep 0.5; kill -USR1 {os.getpid()}"])
gevent.spawn(tick)
signal.pause()  # expect: GVT208
gevent.sleep(0.1)
