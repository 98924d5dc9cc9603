import logging
import os
import queue
import select
import socket
import ssl
import subprocess
import threading
import time
import urllib.request

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    time.sleep(0.1)
    threading.Thread(target=print).start()
    subprocess.run(["true"])
    urllib.request.urlopen("http://localhost")
    logging.info("%s", (os, queue, select, socket, ssl))


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
