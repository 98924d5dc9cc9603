# A child process imports this file again and would start everything once more: no edit.
from gevent import monkey

monkey.patch_all()

import re

import gevent


def search(text):
    return re.findall("(a+)+b", text)  # expect: GVT212


gevent.spawn(search, "aaaa").join()
