import _thread
import multiprocessing
import queue
import sys
import threading

jobs = queue.Queue()


def work():
    print("once")


def loop():
    while True:
        jobs.get()


def wait_for(function):
    thread = threading.Thread(target=function)
    thread.start()
    thread.join()


class Thread:
    def __init__(self, target):
        self.target = target

    def start(self):
        self.target()


first = threading.Thread(target=work)
first.start()
first.join()
threading.Thread(target=loop, daemon=True).start()
threading.Thread(target=jobs.join).start()
_thread.start_new_thread(work, ())
wait_for(work)
Thread(target=work).start()
if len(sys.argv) > 1:
    threading.Thread(target=work).start()
later = threading.Thread(target=work)
multiprocessing.Process(target=work)


def start():
    threading.Thread(target=work).start()


from gevent import monkey

monkey.patch_all()

threading.Thread(target=work).start()
start()
