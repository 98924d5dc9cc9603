from gevent import monkey

monkey.patch_all()

import os
import subprocess

import gevent
from gevent.os import tp_write

reader, writer = os.pipe()
RECORD = b"x" * 200_000


def send():
    return tp_write(writer, RECORD)  # expect: GVT205


def send_any(record):
    tp_write(writer, record)  # expect: GVT205
    gevent.get_hub().threadpool.apply(os.writev, (writer, [record]))  # expect: GVT205


subprocess.Popen(["sh", "-c", "sleep 0.5; cat > /dev/null"], stdin=reader)
gevent.spawn(send).join()
gevent.spawn(send_any, b"done").join()
