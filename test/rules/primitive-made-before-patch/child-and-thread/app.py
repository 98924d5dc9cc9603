import subprocess
import threading

CHILD = subprocess.Popen(["sleep", "1"])  # expect: GVT103
THREAD = threading.Thread(target=print)  # expect: GVT103

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    THREAD.start()
    CHILD.wait()


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
