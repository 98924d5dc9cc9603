import threading


class Mailer(threading.Thread):  # expect: GVT101
    def run(self):
        print("sent")

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    mailer = Mailer()
    mailer.start()
    mailer.join()


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
