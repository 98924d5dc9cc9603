from abc import abstractmethod

from gevent import Greenlet


class Job(Greenlet):
    def _run(self):
        self.prepare()

    def prepare(self):
        self.execute()

    @abstractmethod
    def execute(self): ...
