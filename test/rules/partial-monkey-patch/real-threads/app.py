from gevent import monkey

monkey.patch_all(thread=False)

import threading
from concurrent.futures import ThreadPoolExecutor

import gevent

ready = threading.Event()


def work():
    ready.wait()


def main():
    threading.Thread(target=work).start()
    ThreadPoolExecutor().submit(work)
    gevent.get_hub().threadpool.apply(work)
    gevent.sleep(1)


if __name__ == "__main__":
    main()
