import socket
import threading
import time
from typing import TypeVar, Union, cast

Sock = Union[socket.socket, None]
T = TypeVar("T", bound=threading.Thread)
KINDS = (socket.socket, threading.Thread)

if time.sleep is None:
    raise SystemExit

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    return cast(socket.socket, Sock), T, KINDS


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
