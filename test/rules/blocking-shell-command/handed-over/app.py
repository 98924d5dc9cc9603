from gevent import monkey

monkey.patch_all()

import functools
import os

import gevent
import grequests
from gevent.pool import Group, Pool


def load():
    os.system("load")  # expect: GVT201


def send(to=None):
    os.system("send")  # expect: GVT201


def store(answer, **given):
    os.system("store")  # expect: GVT201


def count(result):
    os.system("count")  # expect: GVT201


def check():
    os.system("check")  # expect: GVT201


def clean():
    os.system("clean")  # expect: GVT201


def start_up():
    os.system("start")


def report(request, error):
    os.system("report")


def retry(times, task):
    for _ in range(times):
        task()


def timed(function):
    @functools.wraps(function)
    def inner(*given):
        os.system("time")  # expect: GVT201
        return function(*given)

    return inner


@timed
def watch():
    gevent.sleep(1)


STEPS = [load, send]
HANDLERS = {"check": check, "start": start_up}


def run():
    retry(3, lambda: clean())


if __name__ == "__main__":
    start_up()
    gevent.joinall([gevent.spawn(step) for step in STEPS])
    gevent.spawn(HANDLERS["check"])
    gevent.spawn(run)
    gevent.spawn(watch)
    Group().map_async(print, [1], count)
    Pool(2).apply_async(print, callback=count)
    requests = [grequests.get(name, callback=store) for name in ("http://one", "http://two")]
    grequests.map(requests, exception_handler=report)
    retry(3, start_up)
