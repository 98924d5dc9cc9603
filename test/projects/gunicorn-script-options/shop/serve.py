import os

from gunicorn.app.base import BaseApplication

from shop.views import application


class StandaloneApplication(BaseApplication):
    def __init__(self, app, options=None):
        self.options = options or {}
        self.application = app
        super().__init__()

    def load_config(self):
        config = {
            key: value
            for key, value in self.options.items()
            if key in self.cfg.settings and value is not None
        }
        for key, value in config.items():
            self.cfg.set(key.lower(), value)

    def load(self):
        return self.application


def main():
    options = {"bind": os.environ.get("BIND", "127.0.0.1:0"), "worker_connections": 50}
    options["worker_class"] = "gevent"
    StandaloneApplication(application, options).run()


if __name__ == "__main__":
    main()
