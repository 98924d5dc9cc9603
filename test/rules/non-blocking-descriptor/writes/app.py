from gevent import monkey

monkey.patch_all()

import os
import socket

import gevent

data = b"x" * 3_000_000
ours, theirs = socket.socketpair()
got = []


def drain():
    while piece := theirs.recv(1_000_000):
        got.append(len(piece))


def answer():
    os.write(ours.fileno(), data)  # expect: GVT222
    fd = ours.fileno()
    sent = 0
    while sent < len(data):
        sent += os.write(fd, data[sent:])  # expect: GVT222
    with open("body.bin", "rb") as file:
        os.sendfile(ours.fileno(), file.fileno(), 0, len(data))  # expect: GVT222


with open("body.bin", "wb") as body:
    body.write(data)
reader = gevent.spawn_later(0.2, drain)
try:
    gevent.spawn(answer).get()
except BlockingIOError:
    print("would block")
ours.close()
reader.join()
print("got", sum(got) >= 9_000_000)
os.remove("body.bin")
