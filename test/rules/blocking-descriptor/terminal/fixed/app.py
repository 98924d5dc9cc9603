from gevent import monkey

monkey.patch_all()

import os
import pty
import sys

import gevent
from gevent.fileobject import FileObjectThread
from gevent.os import tp_read


def talk():
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvp("sh", ["sh", "-c", "sleep 0.5; echo hi"])
    print(tp_read(terminal, 10))  # expect: GVT205
    os.waitpid(pid, 0)


def other_terminals():
    main, child = os.openpty()
    FileObjectThread(os.fdopen(child))  # expect: GVT205
    tp_read(main, 10)  # expect: GVT205
    tp_read(0, 10)  # expect: GVT205
    tp_read(sys.stdin.fileno(), 10)  # expect: GVT205
    with FileObjectThread(gevent.get_hub().threadpool.apply(open, ("/dev/tty",))) as terminal:  # expect: GVT205
        terminal.readline()
    gevent.get_hub().threadpool.apply(os.eventfd_read, (os.eventfd(0),))  # expect: GVT205
    port = gevent.get_hub().threadpool.apply(os.open, ("/dev/ttyUSB0", os.O_RDWR | os.O_NOCTTY))  # expect: GVT205
    tp_read(port, 10)  # expect: GVT205


gevent.spawn(talk).join()
if sys.argv[1:]:
    gevent.spawn(other_terminals).join()
