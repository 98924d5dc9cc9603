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
        return gevent.get_hub().threadpool.apply(self.results.get)  # expect: GVT209

    def wait(self):
        gevent.get_hub().threadpool.apply(self.stopped.wait)  # expect: GVT209
        gevent.get_hub().threadpool.apply(base.shared.get)  # expect: GVT209
        gevent.get_hub().threadpool.apply(shared.get)  # expect: GVT209


mailer = Mailer()
gevent.joinall([gevent.spawn(mailer.collect), gevent.spawn(mailer.wait)])
