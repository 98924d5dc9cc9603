"""Each worker loads the shop behind its patch."""
from gunicorn.app.base import BaseApplication


class Server(BaseApplication):
    def load_config(self):
        self.cfg.set("worker_class", "gevent")

    def load(self):
        from shop import application

        return application


if __name__ == "__main__":
    Server().run()
