import threading
import time

import gevent


def work():
    time.sleep(1)


if __name__ == "__main__":
    threading.Thread(target=work).start()
    gevent.sleep(1)
