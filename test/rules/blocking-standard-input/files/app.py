from gevent import monkey

monkey.patch_all()

import fileinput

import gevent


def from_files(names):
    for line in fileinput.input(["a.txt", "b.txt"]):
        print(line)
    for line in fileinput.input(files=names):
        print(line)


def from_input():
    for line in fileinput.input("-"):  # expect: GVT203
        print(line)
    with fileinput.input() as lines:  # expect: GVT203
    #    ^^^^^^^^^^^^^^^^^
        return list(lines)


gevent.joinall([gevent.spawn(from_files, []), gevent.spawn(from_input)])
