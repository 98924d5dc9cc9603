import multiprocessing

shared = multiprocessing.get_context("spawn").Queue()


class Worker:
    lock = multiprocessing.Lock()

    def __init__(self, context=None):
        self.results = multiprocessing.Queue()
        self.stopped = multiprocessing.Event()
