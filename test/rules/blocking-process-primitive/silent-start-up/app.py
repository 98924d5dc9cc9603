from gevent import monkey

monkey.patch_all()

import multiprocessing

import gevent

ready = multiprocessing.Event()
tasks = multiprocessing.Queue()


def child():
    # Runs in a process of its own.
    ready.set()
    print(tasks.get())


def handle():
    gevent.sleep(0.1)


if __name__ == "__main__":
    process = multiprocessing.Process(target=child)
    process.start()
    ready.wait()
    gevent.spawn(handle).join()
