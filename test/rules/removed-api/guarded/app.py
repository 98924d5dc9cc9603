import contextlib
import sys
from typing import TYPE_CHECKING

import gevent

if TYPE_CHECKING:
    from gevent.coros import RLock

if sys.version_info[0] < 3:
    from gevent.wsgi import WSGIServer

if hasattr(gevent, "signal_handler"):
    handle = gevent.signal_handler
else:
    handle = gevent.signal


def on_signal(number, handler):
    if hasattr(gevent, "signal"):
        return gevent.signal(number, handler)
    return gevent.signal_handler(number, handler)


def shut_down():
    with contextlib.suppress(AttributeError):
        gevent.shutdown()
    try:
        gevent.run()
    except AttributeError:
        gevent.wait()
