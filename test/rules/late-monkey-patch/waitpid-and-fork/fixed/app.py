from gevent import monkey
monkey.patch_all()

import os
from os import fork, waitpid  # expect: GVT101

import gevent


def work():
    pid = fork()
    if pid == 0:
        os._exit(0)
    waitpid(pid, 0)


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
