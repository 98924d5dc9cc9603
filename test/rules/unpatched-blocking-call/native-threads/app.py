import select
import threading

import gevent
import grequests

ready = threading.Event()


def work():
    ready.wait()
    select.select([], [], [], 1)


def main():
    threading.Thread(target=work).start()
    gevent.get_hub().threadpool.apply(work)
    grequests.map([])
    ready.wait()
    gevent.sleep(1)


if __name__ == "__main__":
    main()
