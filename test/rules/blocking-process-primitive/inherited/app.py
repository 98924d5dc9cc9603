from gevent import monkey

monkey.patch_all()

import time

import gevent

import base
from base import Worker, shared


class Mailer(Worker):
    def collect(self):
        with self.lock:  # expect: GVT209
            time.sleep(0.1)
        return self.results.get()  # expect: GVT209

    def wait(self):
        self.stopped.wait()  # expect: GVT209
        base.shared.get()  # expect: GVT209
        shared.get()  # expect: GVT209


mailer = Mailer()
gevent.joinall([gevent.spawn(mailer.collect), gevent.spawn(mailer.wait)])
