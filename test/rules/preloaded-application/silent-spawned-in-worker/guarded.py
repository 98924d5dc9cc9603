import os

import gevent

from shop import app, flush

if "FLUSH" in os.environ:
    gevent.spawn(flush)
if __name__ == "__main__":
    gevent.spawn(flush)
