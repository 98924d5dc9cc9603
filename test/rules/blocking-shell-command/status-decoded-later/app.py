from gevent import monkey

monkey.patch_all()

import os

import gevent


def convert():
    status = os.system("exit 3")  # expect: GVT201
    print("failed", status)
    return os.WEXITSTATUS(status)


def shift():
    status = os.system("exit 3")  # expect: GVT201
    code = status >> 8
    return code or os.waitstatus_to_exitcode(status)


def asked_for_more():
    status = os.system("exit 3")  # expect: GVT201
    if os.WIFEXITED(status):
        return os.WEXITSTATUS(status)
    return None


def of_another_function(status):
    return os.WIFSIGNALED(status)


gevent.joinall([gevent.spawn(convert), gevent.spawn(shift), gevent.spawn(asked_for_more)])
