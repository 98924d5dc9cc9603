from gevent import monkey

monkey.patch_all()

import os

import gevent


class Fake:
    def wait(self):
        return 0, 0


def wait_in_thread():
    return os.wait()


def work(os):
    os.wait()
    Fake().wait()
    return gevent.get_hub().threadpool.apply(wait_in_thread)


gevent.spawn(work, Fake()).join()
