"""Serve the shop: python serve.py [port]"""

from gevent import monkey
monkey.patch_all(aggressive=True)

import sys

from shop import settings
from shop.app import application

import gevent
from gevent.pywsgi import WSGIServer

from shop import heartbeat, jobs


def main():
    port = int(sys.argv[1]) if len(sys.argv) > 1 else settings.PORT
    gevent.spawn(heartbeat.beat)
    gevent.spawn(jobs.work)
    server = WSGIServer(("127.0.0.1", port), application, log=None)
    print(f"serving on http://127.0.0.1:{port}/", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
