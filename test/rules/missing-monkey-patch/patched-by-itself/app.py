from gevent import monkey

monkey.patch_all()

import time

import gevent

if __name__ == "__main__":
    gevent.spawn(time.sleep, 1).join()
