from gevent import monkey

monkey.patch_all()

import logging
import threading

import gevent

log = logging.getLogger("shop")
counted = monkey.get_original("threading", "Lock")()


def render(number):
    log.debug("rendering %s", number)
    with counted:
        return number


def watch():
    log.warning("watching")


def work(number):
    return gevent.get_hub().threadpool.apply(render, (number,))  # expect: GVT709


def own(number):
    lock = threading.Lock()

    def job(lock):
        with lock:
            return number

    def shadowing():
        lock = open("/tmp/lock")
        with lock:
            return number

    gevent.get_hub().threadpool.apply(job, (open("/tmp/lock"),))
    gevent.get_hub().threadpool.apply(shadowing)
    return lock


gevent.spawn(watch)
gevent.joinall([gevent.spawn(work, number) for number in range(40)])
gevent.joinall([gevent.spawn(own, number) for number in range(40)])
