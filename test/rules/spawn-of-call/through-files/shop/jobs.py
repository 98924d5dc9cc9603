import queue

todo = queue.Queue()


def work():
    while True:
        job = todo.get()
        if job is None:
            return
        job()


class Cleaner:
    def start(self):
        return work()
