from gevent import monkey
monkey.patch_all()

import time

import gevent


def work():
    gevent.sleep(1)


def main():
    time.sleep(1)
    worker = gevent.spawn(work)  # expect: GVT110
    time.sleep(10)
    worker.kill()


if __name__ == "__main__":
    main()
