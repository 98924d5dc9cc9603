import gevent


class Job:
    def start(self):
        self.task = gevent.spawn(self.run, "job")

    def run(self, name):
        self.prepare()
        self.copy(name)

    def prepare(self):
        raise NotImplementedError

    def copy(self, name):
        """What a subclass does."""
