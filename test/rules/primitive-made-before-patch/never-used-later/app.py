import socket
import ssl
import subprocess
import urllib.request

CONTEXT = ssl.create_default_context()
PAGE = urllib.request.urlopen("https://localhost", context=CONTEXT).read()
PROBE = socket.socket()
PROBE.bind(("127.0.0.1", 0))
PORT = PROBE.getsockname()[1]
CHILD = subprocess.Popen(["true"])

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    print(PORT, PAGE, CHILD.pid)


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
