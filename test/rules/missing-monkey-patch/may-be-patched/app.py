import os
import time

import gevent


def prepare():
    from gevent import monkey

    monkey.patch_all()


if __name__ == "__main__":
    if os.environ.get("GEVENT"):
        prepare()
    gevent.spawn(time.sleep, 1).join()
