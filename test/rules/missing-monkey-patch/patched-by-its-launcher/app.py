import time

import gevent


def poll():
    time.sleep(0.5)


if __name__ == "__main__":
    gevent.spawn(poll).join()
