from gevent import monkey

monkey.patch_all()

import os

import gevent


def in_child():
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        os.write(writer, b"hello")
        os._exit(0)
    os.close(writer)  # expect: GVT215
#   ^^^^^^^^^^^^^^^^
    parts = []
    while part := os.read(reader, 1000):  # greenlint: ignore[blocking-descriptor]
        parts.append(part)
    os.waitpid(pid, 0)
    return b"".join(parts)


print(gevent.spawn(in_child).get())
