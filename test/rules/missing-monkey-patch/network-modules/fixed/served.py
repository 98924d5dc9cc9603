from gevent import monkey
monkey.patch_all()

from wsgiref.simple_server import make_server

import gevent


def work():
    make_server("", 8000, print).handle_request()


if __name__ == "__main__":
    gevent.spawn(work).join()  # expect: GVT110
