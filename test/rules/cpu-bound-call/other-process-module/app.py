from gevent import monkey

monkey.patch_all()

import gevent
from jobs import search

if __name__ == "__main__":
    gevent.spawn(search, "aaaa").join()
