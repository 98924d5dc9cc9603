from gevent import monkey

monkey.patch_all()

import os
import pty
import sys

import gevent


def talk():
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvp("sh", ["sh", "-c", "sleep 0.5; echo hi"])
    print(os.read(terminal, 10))  # expect: GVT205
    os.waitpid(pid, 0)


def other_terminals():
    main, child = os.openpty()
    os.fdopen(child)  # expect: GVT205
    os.read(main, 10)  # expect: GVT205
    os.read(0, 10)  # expect: GVT205
    os.read(sys.stdin.fileno(), 10)  # expect: GVT205
    with open("/dev/tty") as terminal:  # expect: GVT205
        terminal.readline()
    os.eventfd_read(os.eventfd(0))  # expect: GVT205
    port = os.open("/dev/ttyUSB0", os.O_RDWR | os.O_NOCTTY)  # expect: GVT205
    os.read(port, 10)  # expect: GVT205


gevent.spawn(talk).join()
if sys.argv[1:]:
    gevent.spawn(other_terminals).join()
