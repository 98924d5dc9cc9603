from gevent import monkey
from gevent.monkey import patch_builtins

monkey.patch_all()
# expect: GVT108
# for Python 2  # expect: GVT108


def prepare():
    pass  # expect: GVT108


prepare()
