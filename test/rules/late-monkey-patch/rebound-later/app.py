from time import sleep

from gevent import monkey

monkey.patch_all()

import gevent


from gevent import sleep


def work():
    sleep(0.1)


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
