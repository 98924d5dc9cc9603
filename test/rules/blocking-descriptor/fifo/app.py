from gevent import monkey

monkey.patch_all()

import os
import subprocess

import gevent
from names import COMMANDS

FIFO = os.path.join(os.getcwd(), "answers")
os.mkfifo(FIFO)
os.mkfifo(COMMANDS)


def answers():
    with open(FIFO) as fifo:  # expect: GVT205
        return fifo.readlines()


def commands():
    fd = os.open(COMMANDS, os.O_RDONLY)  # expect: GVT205
    return os.read(fd, 100)  # expect: GVT205


def both_ends():
    return os.open(COMMANDS, os.O_RDWR)


def without_waiting():
    return os.open(COMMANDS, os.O_RDONLY | os.O_NONBLOCK)


slow = "sleep 0.5; (echo one; sleep 0.5; echo two) > "
subprocess.Popen(["sh", "-c", slow + "answers"])
print(gevent.spawn(answers).get())
subprocess.Popen(["sh", "-c", slow + "commands"])
print(gevent.spawn(commands).get())
os.close(gevent.spawn(both_ends).get())
os.close(gevent.spawn(without_waiting).get())
