"""Workers that patch nothing, or of which nobody knows."""
import os

from gunicorn.app.base import BaseApplication

from shop import application


class Given(BaseApplication):
    def __init__(self, options):
        self.options = options
        super().__init__()

    def load_config(self):
        for key, value in self.options.items():
            self.cfg.set(key, value)

    def load(self):
        return application


class Sometimes(Given):
    def load_config(self):
        if os.environ.get("GEVENT"):
            self.cfg.set("worker_class", "gevent")


def run(kind, given):
    if kind == "threads":
        Given({"worker_class": "gthread", "threads": 8}).run()
    elif kind == "environment":
        Given({"worker_class": os.environ["WORKER"]}).run()
    elif kind == "given":
        Given({"worker_class": "gevent", **given}).run()
    elif kind == "sometimes":
        Sometimes({}).run()
    else:
        Given({"worker_class": "gevent"})


if __name__ == "__main__":
    run(os.environ["KIND"], {})
