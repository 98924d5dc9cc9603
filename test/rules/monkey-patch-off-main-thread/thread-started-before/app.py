import os
import socket
import threading

os.dup2(1, 2)
here, there = socket.socketpair()


def read():
    there.recv(1)


reader = threading.Thread(target=read)
reader.start()  # expect: GVT105

from gevent import monkey

monkey.patch_all()

here.send(b"x")
reader.join()
print("ready")
