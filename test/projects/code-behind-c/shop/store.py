import threading


class Store:
    lock = threading.Lock()

    def all(self):
        return [b"tea"]
