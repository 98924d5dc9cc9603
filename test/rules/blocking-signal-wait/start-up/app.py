from gevent import monkey

monkey.patch_all()

import signal

import gevent


def worker():
    gevent.sleep(1)


signal.sigwait([signal.SIGUSR1])
gevent.spawn(worker)
