from gevent import monkey
monkey.patch_all()  # expect: GVT104

from subprocess import Popen


def patch():
    pass


patch()

import gevent


def work():
    Popen(["true"]).wait()


gevent.spawn(work).get()
