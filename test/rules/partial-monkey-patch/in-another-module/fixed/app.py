from gevent import monkey

monkey.patch_all(dns=False)  # expect: GVT106

import gevent

from shop import feed

if __name__ == "__main__":
    gevent.spawn(feed.read).join()
