"""Serves the shop without a command line of gunicorn's."""
from gunicorn.app.base import BaseApplication

import settings


class Server(BaseApplication):
    def load_config(self):
        self.cfg.set("bind", settings.ADDRESS)
        self.cfg.set("worker_class", "gevent")
        self.cfg.set("workers", 2)

    def load(self):
        from shop import application

        return application


if __name__ == "__main__":
    Server().run()
