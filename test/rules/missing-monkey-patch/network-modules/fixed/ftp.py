from gevent import monkey
monkey.patch_all()

import ftplib

import gevent


def work():
    server = ftplib.FTP("localhost")
    server.login()


if __name__ == "__main__":
    gevent.spawn(work).join()  # expect: GVT110
