from gevent import monkey

monkey.patch_all  # expect: GVT109

import time

import gevent

if __name__ == "__main__":
    gevent.spawn(time.sleep, 1).join()
