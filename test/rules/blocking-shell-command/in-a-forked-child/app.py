from gevent import monkey

monkey.patch_all()

import os

import gevent


def start():
    pid = os.fork()
    if pid == 0:
        os._exit(os.system("true"))
    os.waitpid(pid, 0)
    os.system("true")  # expect: GVT201


def start_otherwise():
    pid = os.fork()
    if pid:
        os.system("true")  # expect: GVT201
        return
    os.system("true")
    os._exit(0)


gevent.joinall([gevent.spawn(start), gevent.spawn(start_otherwise)])
