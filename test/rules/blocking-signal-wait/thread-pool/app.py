from gevent import monkey

monkey.patch_all()

import signal

import gevent


def wait():
    return signal.sigwait([signal.SIGHUP])


def work():
    gevent.get_hub().threadpool.apply(wait)
    gevent.get_hub().threadpool.apply(signal.sigwait, ([signal.SIGHUP],))


gevent.spawn(work)
