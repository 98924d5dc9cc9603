from gevent import monkey
monkey.patch_all()

import os
import socket
import threading

os.dup2(1, 2)
here, there = socket.socketpair()


def read():
    there.recv(1)


reader = threading.Thread(target=read)
reader.start()  # expect: GVT105

here.send(b"x")
reader.join()
print("ready")
