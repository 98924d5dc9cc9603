import threading


class Counted:
    def __init__(self):
        self.lock = threading.Lock()
        self.count = 0
