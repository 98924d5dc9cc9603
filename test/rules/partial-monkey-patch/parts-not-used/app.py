from gevent import monkey

monkey.patch_all(thread=False, subprocess=False, select=False)

import subprocess
import threading
import time

import gevent

lock = threading.Lock()


def work():
    with lock:
        time.sleep(0.1)
    lock.acquire()


def main():
    subprocess.run(["true"])
    gevent.spawn(work).join()


if __name__ == "__main__":
    main()
