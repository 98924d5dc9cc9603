import time

import gevent


def wait():
    time.sleep(1)


if __name__ == "__main__":
    gevent.spawn(wait).join()
