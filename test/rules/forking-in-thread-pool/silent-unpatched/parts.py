from gevent import monkey

monkey.patch_all(subprocess=False, os=False)  # expect: GVT106

import os

import gevent

if __name__ == "__main__":
    print(gevent.get_hub().threadpool.apply(os.fork))
