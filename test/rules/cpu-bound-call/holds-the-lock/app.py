from gevent import monkey

monkey.patch_all()

import re

import gevent


def read(text):
    return re.match("(a+)+b", text)  # expect: GVT212


gevent.spawn(read, "a" * 24).join()
