from gevent import monkey

monkey.patch_all()

import os
from os import WNOHANG

import gevent

WITHOUT_WAITING = WNOHANG | os.WUNTRACED


def reap(options):
    os.wait3(os.WNOHANG)
    os.wait4(-1, WNOHANG)
    os.wait3(WITHOUT_WAITING)
    os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG)
    os.wait4(-1, options)
    os.wait3(*options)
    os.waitpid(-1, os.WNOHANG)
    os.waitpid(17, 0)


gevent.spawn(reap, 0)
