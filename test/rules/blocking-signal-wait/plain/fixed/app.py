from gevent import monkey

monkey.patch_all()

import os
import signal
import subprocess

import gevent

signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])


def wait_for_news():
    number = gevent.get_hub().threadpool.apply(signal.sigwait, ([signal.SIGUSR1],))  # expect: GVT208
    #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    print("got", number)


subprocess.Popen(["sh", "-c", f"sleep 0.5; kill -USR1 {os.getpid()}"])
gevent.spawn(wait_for_news).join()
