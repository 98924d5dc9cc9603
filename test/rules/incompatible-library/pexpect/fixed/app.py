from gevent import monkey
monkey.patch_all()
import os
os.close = monkey.get_original("os", "close")
import gevent
import pexpect


def greet():
    child = pexpect.spawn("echo", ["hello"])  # expect: GVT304
    #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    child.expect("hello")


if __name__ == "__main__":
    gevent.spawn(greet).join()
