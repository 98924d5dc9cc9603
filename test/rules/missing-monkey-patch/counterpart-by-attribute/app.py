import os, time
import subprocess as sp

from gevent import spawn


def poll():
    time.sleep(0.5)
    sp.call(["true"])
    print(os.getpid())


if __name__ == "__main__":
    spawn(poll).join()  # expect: GVT110
