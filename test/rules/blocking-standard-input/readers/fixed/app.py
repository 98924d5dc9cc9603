from gevent import monkey

monkey.patch_all()

import csv
import fileinput
import json
import shutil
import sys

import gevent


def read():
    settings = gevent.get_hub().threadpool.apply(json.load, (sys.stdin,))  # expect: GVT203
    #          ^^^^^^^^^^^^^^^^^^^^
    first = gevent.get_hub().threadpool.apply(next, (sys.stdin,))  # expect: GVT203
    rest = gevent.get_hub().threadpool.apply(list, (sys.stdin,))  # expect: GVT203
    gevent.get_hub().threadpool.apply(shutil.copyfileobj, (sys.stdin.buffer, open("/tmp/copy", "wb")))  # expect: GVT203
    return settings, first, rest


def loop():
    for row in csv.reader(iter(lambda: gevent.get_hub().threadpool.apply(sys.stdin.readline), "")):  # expect: GVT203
        print(row)
    for line in iter(lambda: gevent.get_hub().threadpool.apply(sys.stdin.readline), ""):  # expect: GVT203
        print(line)
    return [row for row in csv.DictReader(iter(lambda: gevent.get_hub().threadpool.apply(sys.stdin.readline), ""))]  # expect: GVT203


def files():
    for line in fileinput.FileInput():  # expect: GVT203
        print(line)
    for line in fileinput.FileInput("notes.txt"):
        print(line)


def other(lines):
    with open("/tmp/settings.json") as file:
        json.load(file)
    return list(lines), next(iter(lines)), csv.reader(lines)


gevent.spawn(read)
gevent.spawn(loop)
gevent.spawn(files)
gevent.spawn(other, []).join()
