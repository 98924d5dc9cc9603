from gevent import monkey

monkey.patch_all()

import multiprocessing

import gevent

forking = multiprocessing.get_context("fork")
serving = multiprocessing.get_context("forkserver")


def wait_for_children():
    child = forking.Process(target=print)
    child.start()
    child.join()
    other = serving.Process(target=print)
    other.start()
    other.join()


def chosen(method):
    child = multiprocessing.get_context(method).Process(target=print)
    child.start()
    child.join()


def told():
    queue = forking.Queue()
    lock = serving.Lock()
    if lock.acquire(block=False):
        return queue.get(timeout=1)


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    gevent.joinall([gevent.spawn(wait_for_children), gevent.spawn(chosen, "fork"), gevent.spawn(told)])
