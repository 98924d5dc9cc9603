from subprocess import Popen


def patch():
    from gevent import monkey

    monkey.patch_all()  # expect: GVT104


patch()

import gevent


def work():
    Popen(["true"]).wait()


gevent.spawn(work).get()
