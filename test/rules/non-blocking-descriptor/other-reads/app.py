from gevent import monkey

monkey.patch_all()

import os
import socket
import subprocess

from gevent.fileobject import FileObject
from gevent.os import nb_read

ours, theirs = socket.socketpair()
child = subprocess.Popen(["true"], stdout=subprocess.PIPE, stdin=subprocess.PIPE)
child.stdout.read()
nb_read(ours.fileno(), 3)
FileObject(ours.fileno(), "rb").read()
os.write(child.stdin.fileno(), b"x")
os.close(ours.detach())
ours.makefile("rb").read()
os.set_inheritable(theirs.fileno(), True)
with open("names.txt") as file:
    os.read(file.fileno(), 3)
