from gevent import monkey
from gevent.monkey import patch_builtins

monkey.patch_all()
monkey.patch_sys()  # expect: GVT108
patch_builtins()  # for Python 2  # expect: GVT108


def prepare():
    monkey.patch_contextvars()  # expect: GVT108


prepare()
