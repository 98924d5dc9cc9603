import fcntl


class Turn:
    def __init__(self, path):
        self.path = path

    def __enter__(self):
        self.file = open(self.path, "w")
        fcntl.lockf(self.file, fcntl.LOCK_EX)  # expect: GVT220
        return self.file

    def __exit__(self, *error):
        fcntl.lockf(self.file, fcntl.LOCK_UN)
        self.file.close()
