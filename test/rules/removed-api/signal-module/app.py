"""The module of that name is fine, and so is the standard library's."""
import signal as standard

import gevent
import gevent.signal
from gevent import signal
from gevent.signal import getsignal


def signal_of_our_own(number, handler):
    return number, handler


signal.signal(signal.SIGTERM, print)
gevent.signal.signal(standard.SIGTERM, print)
gevent.signal_handler(standard.SIGTERM, print)
print(getsignal(15), gevent.signal, signal_of_our_own(1, print))
