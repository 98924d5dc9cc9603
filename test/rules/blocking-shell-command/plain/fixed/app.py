from gevent import monkey

monkey.patch_all()

import subprocess

import gevent


def convert():
    subprocess.call("sleep 0.5", shell=True)  # expect: GVT201
#   ^^^^^^^^^^^^^^^^^^^^^^


gevent.spawn(convert).join()
