import time
from selectors import DefaultSelector
from socket import socket
from subprocess import Popen
from threading import Thread, local
from typing import Union

Anything = Union[socket, Popen]


def handle(connection: socket, child: "Popen") -> local:
    selector: DefaultSelector
    if isinstance(connection, (socket, Thread)):
        return connection

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    handle(None, None)
    time.sleep(0)


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
