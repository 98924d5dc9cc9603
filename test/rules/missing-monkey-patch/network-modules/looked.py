import ftplib
import os

import gevent


def work():
    server = ftplib.FTP()
    os.waitpid(0, os.WNOHANG)
    return server


if __name__ == "__main__":
    gevent.spawn(work).join()
