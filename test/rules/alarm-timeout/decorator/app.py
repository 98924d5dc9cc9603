from gevent import monkey

monkey.patch_all()

import gevent
import timeout_decorator
from timeout_decorator import timeout


@timeout_decorator.timeout(5)  # expect: GVT216
def ask():
    gevent.sleep(10)


@timeout(5, use_signals=False)
def compute():
    return 1


gevent.joinall([gevent.spawn(ask), gevent.spawn(compute)])
