import threading


class Store:
    lock = threading.Lock()

    def __init__(self):
        self.notes = []

    def all(self):
        with self.lock:
            return list(self.notes)
