from gevent import monkey

monkey.patch_all()

import os
import subprocess
import sys

import gevent


def convert():
    if sys.version_info < (3,):
        os.system("sleep 1")
    else:
        subprocess.call("sleep 1", shell=True)
    if False:
        os.system("sleep 1")
    if sys.version_info[0] >= 3:
        return
    os.system("sleep 1")


gevent.spawn(convert).join()
if sys.version_info < (3, 0):
    gevent.spawn(os.system, "sleep 1")
