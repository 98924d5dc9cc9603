import shop

import gevent

if __name__ == "__main__":
    print("admin")
    gevent.spawn(shop.wait).join()
