import queue
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed, wait

LOCK = threading.Lock()
JOBS = queue.Queue(maxsize=10)
READY = threading.Event()
CHANGED = threading.Condition()
PLACES = threading.Semaphore(5)


def page():
    with LOCK:
        JOBS.put(1)
    LOCK.acquire()
    LOCK.release()
    LOCK.acquire(timeout=1)
    JOBS.put(2, timeout=5)
    JOBS.put_nowait(3)
    JOBS.get()
    JOBS.get(timeout=1)
    JOBS.get_nowait()
    JOBS.task_done()
    JOBS.join()
    READY.wait()
    READY.wait(timeout=1)
    READY.set()
    with CHANGED:
        CHANGED.wait(1)
        CHANGED.wait_for(READY.is_set, timeout=1)
        CHANGED.notify_all()
    with PLACES:
        PLACES.acquire(timeout=1)
        PLACES.release()
    with threading.RLock():
        threading.Barrier(1).wait()
    worker = threading.Thread(target=fetch, daemon=True)
    worker.start()
    worker.join()
    worker.join(timeout=1)
    timer = threading.Timer(0.1, fetch)
    timer.start()
    timer.join()
    last = queue.LifoQueue()
    last.put(1)
    last.get()
    first = queue.PriorityQueue()
    first.put((1, "a"))
    first.get(timeout=1)
    simple = queue.SimpleQueue()
    simple.put(1)
    simple.get()
    while not LOCK.acquire(False):
        pass
    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(fetch) for _ in range(4)]
        wait(jobs)
        results = [job.result() for job in as_completed(jobs)]
        pool.map(fetch_one, [1, 2, 3])
    return results


def fetch():
    READY.wait(0.1)
    return 1


def fetch_one(number):
    READY.wait(0.1)
    return number
