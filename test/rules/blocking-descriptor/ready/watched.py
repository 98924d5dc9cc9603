from gevent import get_hub, monkey

monkey.patch_all()

import os

import gevent

reader, writer = os.pipe()


def drain():
    os.read(reader, 100)


watcher = get_hub().loop.io(reader, 1)
watcher.start(drain)
gevent.spawn(drain)
