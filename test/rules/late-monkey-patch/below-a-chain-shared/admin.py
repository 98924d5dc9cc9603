import shop.patched

import gevent

from shop.app import application

if __name__ == "__main__":
    gevent.sleep(1)
    print(application)
