from gevent import monkey

monkey.patch_all()

import os
import subprocess
from os import system as run

import gevent


def convert(names, rest):
    codes = [*os.system("sleep 1")]  # expect: GVT201
    #         ^^^^^^^^^^^^^^^^^^^^
    unique = {*run("sleep 1")}  # expect: GVT201
    #          ^^^^^^^^^^^^^^
    print(1, *run("a"), *os.system("b"))  # expect: GVT201, GVT201
    print([*os.environ[subprocess.call("c", shell=True)]], [*rest.wait(subprocess.call("d", shell=True)).codes])  # expect: GVT201, GVT201
    return codes, *run("e")  # expect: GVT201


gevent.spawn(convert, [], None)
