from gevent import monkey

monkey.patch_all()

import os as operating_system
import subprocess
from os import system
from os import system as shell

import gevent


def first():
    subprocess.call("true", shell=True)  # expect: GVT201


def second():
    subprocess.call("true", shell=True)  # expect: GVT201


def third():
    print("🐍", subprocess.call("true", shell=True), "done")  # expect: GVT201


def fourth():
    subprocess.call(  # expect: GVT201
        # the command
        "true",
        shell=True
    )


gevent.joinall([gevent.spawn(first), gevent.spawn(second), gevent.spawn(third), gevent.spawn(fourth)])
