from gevent import monkey

monkey.patch_all()

import os
import subprocess

import gevent

reader, writer = os.pipe()
RECORD = b"x" * 200_000


def send():
    return os.write(writer, RECORD)  # expect: GVT205


def send_any(record):
    os.write(writer, record)  # expect: GVT205
    os.writev(writer, [record])  # expect: GVT205


subprocess.Popen(["sh", "-c", "sleep 0.5; cat > /dev/null"], stdin=reader)
gevent.spawn(send).join()
gevent.spawn(send_any, b"done").join()
