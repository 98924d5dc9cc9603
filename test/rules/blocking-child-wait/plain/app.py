from gevent import monkey

monkey.patch_all()

import os

import gevent


def convert():
    pid = os.spawnlp(os.P_NOWAIT, "sleep", "sleep", "0.5")
    ended, status = os.wait()  # expect: GVT202
    #               ^^^^^^^^^
    return ended == pid and os.waitstatus_to_exitcode(status)


print(gevent.spawn(convert).get())
