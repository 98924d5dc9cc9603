from gevent import monkey

monkey.patch_all()

import os as system
from os import fork, wait
from os import wait3 as wait_three

import gevent


def child():
    pid = fork()
    if pid == 0:
        system._exit(0)
    wait()  # expect: GVT202
#   ^^^^^^


def three():
    from os import P_NOWAIT, spawnvp

    pid = spawnvp(P_NOWAIT, "true", ["true"])
    if pid:
        wait_three(0)  # expect: GVT202


class Runner:
    def run(self):
        pid = system.posix_spawn("/bin/true", ["true"], {})
        print(pid, system.wait4(pid, 0))  # expect: GVT202
        #          ^^^^^^^^^^^^^^^^^^^^


gevent.joinall([gevent.spawn(child), gevent.spawn(three), gevent.spawn(Runner().run)])
