import os
import signal
import subprocess
import sys

import gevent


def reload():
    signal.sigwait([signal.SIGUSR1])  # expect: GVT208
    print("reading the settings again")
    sys.exit()


signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
child = subprocess.Popen(["sh", "-c", f"sleep 0.5; kill -USR1 {os.getpid()}"])
gevent.spawn(reload).join()
