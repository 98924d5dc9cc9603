import shop

import gevent

if __name__ == "__main__":
    gevent.spawn(shop.wait).join()
