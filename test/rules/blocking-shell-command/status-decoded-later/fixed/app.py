from gevent import monkey

monkey.patch_all()

import os
import subprocess

import gevent


def convert():
    status = subprocess.call("exit 3", shell=True)  # expect: GVT201
    print("failed", status)
    return status


def shift():
    status = subprocess.call("exit 3", shell=True)  # expect: GVT201
    code = status
    return code or status


def asked_for_more():
    status = os.system("exit 3")  # expect: GVT201
    if os.WIFEXITED(status):
        return os.WEXITSTATUS(status)
    return None


def of_another_function(status):
    return os.WIFSIGNALED(status)


gevent.joinall([gevent.spawn(convert), gevent.spawn(shift), gevent.spawn(asked_for_more)])
