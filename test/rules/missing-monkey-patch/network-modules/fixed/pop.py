from gevent import monkey
monkey.patch_all()

import poplib

import gevent


def work():
    poplib.POP3_SSL("localhost").stat()


if __name__ == "__main__":
    gevent.spawn(work).join()  # expect: GVT110
