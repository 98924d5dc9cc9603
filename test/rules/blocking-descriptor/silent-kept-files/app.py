from gevent import monkey

monkey.patch_all()

import os

import gevent
from gevent.fileobject import FileObject

reader, writer = os.pipe()
stream = os.fdopen(reader)
waiting = FileObject(os.dup(reader))
with open("names.txt") as names:
    known = names.read()
listed = open("names.txt")
shown = os.fdopen(os.dup(reader))
os.fdopen(writer, "w").write("hi")
print(stream.readline())


def work(shown):
    # Another one of that name, an ordinary file, and gevent's own.
    return shown.read(), listed.read(), waiting.read()


def never_spawned():
    return stream.read()


gevent.spawn(work, FileObject(0)).join()
