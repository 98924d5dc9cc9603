from gevent import monkey

monkey.patch_all()

import os as operating_system
from os import system
from os import system as shell

import gevent


def first():
    operating_system.system("true")  # expect: GVT201


def second():
    system("true")  # expect: GVT201


def third():
    print("🐍", shell("true"), "done")  # expect: GVT201


def fourth():
    import os

    os.system(  # expect: GVT201
        # the command
        "true"
    )


gevent.joinall([gevent.spawn(first), gevent.spawn(second), gevent.spawn(third), gevent.spawn(fourth)])
