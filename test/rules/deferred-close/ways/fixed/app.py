from gevent import monkey as m

m.patch_all()

import os as system
from os import close, fdopen, pipe, read

import gevent
from reading import read_all, read_one


class Child:
    def start(self):
        self.reader, self.writer = pipe()

    def collect(self):
        print("🐍", m.get_original("os", "close")(self.writer))  # expect: GVT215
        #           ^^^^^^^^^^^^^^^^^^
        gevent.sleep(0)
        return fdopen(self.reader).read()  # greenlint: ignore[blocking-descriptor]


def helper():
	r, w = pipe()
	m.get_original("os", "close")(w)  # expect: GVT215
	return read_all(r)


def lines():
    r, w = pipe()
    m.get_original("os", "close")(  # expect: GVT215
        w
    )
    with fdopen(r) as file:  # greenlint: ignore[blocking-descriptor]
        for line in file:
            print(line)


def in_both():
    ends, others = pipe()
    try:
        m.get_original("os", "close")(others)  # expect: GVT215
        while True:
            if not read(ends, 10):  # greenlint: ignore[blocking-descriptor]
                break
    finally:
        print("done")


def one_read():
    r, w = pipe()
    close(w)
    return read_one(r)


child = Child()
child.start()
for job in (1, 2):
    gevent.spawn(child.collect)
    gevent.spawn(helper)
    gevent.spawn(lines)
    gevent.spawn(in_both)
    gevent.spawn(one_read)
