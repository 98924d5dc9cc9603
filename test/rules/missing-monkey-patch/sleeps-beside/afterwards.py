import time

import gevent


def work():
    gevent.sleep(1)


def main():
    time.sleep(1)
    worker = gevent.spawn(work)
    worker.join()
    time.sleep(10)


if __name__ == "__main__":
    main()
