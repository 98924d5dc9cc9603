from gevent import monkey

monkey.patch_all()

import os

import gevent


def convert():
    os.system("sleep 0.5")  # expect: GVT201
#   ^^^^^^^^^^^^^^^^^^^^^^


gevent.spawn(convert).join()
