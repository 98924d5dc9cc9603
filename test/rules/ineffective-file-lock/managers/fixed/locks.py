import fcntl

import gevent


class Turn:
    def __init__(self, path):
        self.path = path

    def __enter__(self):
        self.file = open(self.path, "w")
        while True:
            try:
                fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # expect: GVT220
                break
            except BlockingIOError:
                gevent.sleep(0.01)
        return self.file

    def __exit__(self, *error):
        fcntl.flock(self.file, fcntl.LOCK_UN)
        self.file.close()
