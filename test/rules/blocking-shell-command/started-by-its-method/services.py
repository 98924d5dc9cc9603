import os

import gevent
from gevent import Greenlet


class ServiceGreenlet(Greenlet):
    """Has a name of its own."""


def start_service(service, *args):
    greenlet = ServiceGreenlet.spawn(service.start, *args)
    greenlet.name = service.__class__.__name__
    return greenlet


def stop_service(service):
    service.stop()


class Mailer:
    def start(self):
        self.deliver()

    def deliver(self):
        os.system("sendmail -q")  # expect: GVT201

    def stop(self):
        os.system("service sendmail stop")


class Cleaner:
    def start(self):
        os.system("make clean")
