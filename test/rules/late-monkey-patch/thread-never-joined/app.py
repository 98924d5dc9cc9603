from threading import Thread, Timer

from gevent import monkey

monkey.patch_all()

import gevent


def work():
    Thread(target=print, daemon=True).start()
    Timer(1, print).start()
    ",".join(["a"])


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
