from gevent import monkey
monkey.patch_all()

from subprocess import PIPE, Popen, run  # expect: GVT101
#                            ^^^^^

import gevent


def work():
    run(["true"])
    Popen(["true"], stdout=PIPE).wait()


gevent.spawn(work).get()
