"""Runs the shop."""

from gevent import monkey
monkey.patch_all()

import sys

from gunicorn.app.base import BaseApplication

from shop import application


class Server(BaseApplication):
    def __init__(self, served, options):
        self.options = options
        self.served = served
        super().__init__()

    def load_config(self):
        for key, value in self.options.items():
            self.cfg.set(key, value)

    def load(self):
        return self.served


if __name__ == "__main__":
    settings = dict(bind=sys.argv[1], workers=2)
    settings.update({"worker_class": "gevent"})  # expect: GVT601
    #                                ^^^^^^^^
    server = Server(application, options=settings)
    server.run()
