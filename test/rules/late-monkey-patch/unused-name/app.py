from time import sleep

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    gevent.sleep(0.1)


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
