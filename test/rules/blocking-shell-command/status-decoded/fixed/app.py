from gevent import monkey

monkey.patch_all()

import os
import subprocess
from os import WEXITSTATUS

import gevent


def convert():
    print(subprocess.call("exit 3", shell=True))  # expect: GVT201
    print(subprocess.call("exit 4", shell=True), subprocess.call("exit 5", shell=True))  # expect: GVT201, GVT201
    print(os.WIFSIGNALED(os.system("exit 6")), os.system("exit 7") & 0xFF00)  # expect: GVT201, GVT201
    print(subprocess.call("exit 0", shell=True) == 0)  # expect: GVT201


gevent.spawn(convert).join()
