from gevent import monkey
monkey.patch_all()

from shop import work

import gevent

if __name__ == "__main__":
    gevent.spawn(work.wait).join()
