import os
import signal

import gevent
import gevent.signal

seen = []


def stop():
    seen.append("stopped")


gevent.signal(signal.SIGUSR1, stop)  # expect: GVT526
os.kill(os.getpid(), signal.SIGUSR1)
gevent.sleep(0.1)
print(seen)
