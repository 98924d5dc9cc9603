from gevent import monkey

monkey.patch_all()

import os
import subprocess

import gevent


def start():
    pid = os.fork()
    if pid == 0:
        os._exit(os.system("true"))
    os.waitpid(pid, 0)
    subprocess.call("true", shell=True)  # expect: GVT201


def start_otherwise():
    pid = os.fork()
    if pid:
        subprocess.call("true", shell=True)  # expect: GVT201
        return
    os.system("true")
    os._exit(0)


gevent.joinall([gevent.spawn(start), gevent.spawn(start_otherwise)])
