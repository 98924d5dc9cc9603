from gevent import monkey

monkey.patch_all()

import sys

import gevent


def lines():
    for line in iter(lambda: gevent.get_hub().threadpool.apply(sys.stdin.readline), ""):  # expect: GVT203
        #       ^^^^^^^^^
        yield_to_others(line)


def numbered():
    source = sys.stdin.buffer
    for number, line in enumerate(iter(lambda: gevent.get_hub().threadpool.apply(source.readline), b""), 1):  # expect: GVT203
        yield_to_others((number, line))


def together():
    return [line.strip() for line in iter(lambda: gevent.get_hub().threadpool.apply(sys.stdin.readline), "")]  # expect: GVT203


def yield_to_others(item):
    print(item)
    gevent.sleep(0)


gevent.joinall([gevent.spawn(lines), gevent.spawn(numbered), gevent.spawn(together)])
