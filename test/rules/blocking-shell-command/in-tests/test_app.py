from gevent import monkey

monkey.patch_all()

import os

import gevent


def test_convert():
    def work():
        os.system("true")

    gevent.spawn(work).join()
