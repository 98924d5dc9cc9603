from gevent import monkey

monkey.patch_all()

import functools
import os

import gevent


def in_background(function, *arguments):
    return gevent.spawn(function, *arguments)


def background(function):
    @functools.wraps(function)
    def wrapper(*arguments, **keywords):
        return gevent.spawn(functools.partial(function, *arguments, **keywords))

    return wrapper


def backup():
    os.system("tar czf backup.tgz data")  # expect: GVT201


@background
def convert(path):
    os.system("convert " + path)  # expect: GVT201


def rebound(function):
    function = print
    return gevent.spawn(function)


def never_spawned():
    os.system("true")


in_background(backup)
convert("a.png").join()
rebound(never_spawned)
