"""Loads the shop in the master."""

from gevent import monkey
monkey.patch_all()

from gunicorn.app.base import BaseApplication


class Preloading(BaseApplication):
    def load_config(self):
        self.cfg.set("preload_app", True)
        self.cfg.set("worker_class", "gevent")  # expect: GVT601

    def load(self):
        from shop import application

        return application


if __name__ == "__main__":
    Preloading().run()
