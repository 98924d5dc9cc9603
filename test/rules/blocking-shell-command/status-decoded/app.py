from gevent import monkey

monkey.patch_all()

import os
from os import WEXITSTATUS

import gevent


def convert():
    print(os.system("exit 3") >> 8)  # expect: GVT201
    print(WEXITSTATUS(os.system("exit 4")), os.waitstatus_to_exitcode(os.system("exit 5")))  # expect: GVT201, GVT201
    print(os.WIFSIGNALED(os.system("exit 6")), os.system("exit 7") & 0xFF00)  # expect: GVT201, GVT201
    print(os.system("exit 0") == 0)  # expect: GVT201


gevent.spawn(convert).join()
