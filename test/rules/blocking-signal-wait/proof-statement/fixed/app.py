import os
import signal
import subprocess
import sys

import gevent
from gevent.event import Event


def reload():
    received = Event()
    gevent.signal_handler(signal.SIGUSR1, received.set).ref = True
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGUSR1])
    received.wait()  # expect: GVT208
    print("reading the settings again")
    sys.exit()


signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
child = subprocess.Popen(["sh", "-c", f"sleep 0.5; kill -USR1 {os.getpid()}"])
gevent.spawn(reload).join()
