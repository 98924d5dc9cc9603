"""Patches by itself, first."""
from gevent import monkey
monkey.patch_all()
from gunicorn.app.base import BaseApplication

from shop import application


class Server(BaseApplication):
    def load_config(self):
        self.cfg.set("worker_class", "gevent")

    def load(self):
        return application


if __name__ == "__main__":
    Server().run()
