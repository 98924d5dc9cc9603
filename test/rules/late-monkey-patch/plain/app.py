from time import sleep  # expect: GVT101
#                ^^^^^

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    sleep(0.5)


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
