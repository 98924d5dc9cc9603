from gevent import monkey

monkey.patch_all()

import multiprocessing

import gevent

queue = multiprocessing.Queue()
lock = multiprocessing.Lock()
event = multiprocessing.Event()
counter = multiprocessing.Value("i", 0)
reader, writer = multiprocessing.Pipe(False)


def work():
    # None of these waits, or it polls.
    queue.get(False)
    queue.get(block=False)
    queue.get(True, 5)
    queue.get(timeout=5)
    queue.get_nowait()
    lock.acquire(False)
    lock.acquire(block=False)
    event.wait(0)
    event.is_set()
    if reader.poll(1):
        reader.recv()
    with lock:
        counter.value += 1
    child = multiprocessing.Process(target=print)
    child.start()
    child.join()
    gevent.get_hub().threadpool.apply(event.wait)


gevent.spawn(work).join()
