import os

from flask import Flask
from gunicorn.app.base import BaseApplication

app = Flask(__name__)


@app.route("/backup")
def backup():
    os.system("pg_dump shop")  # expect: GVT201
    return "done"


class StandaloneApplication(BaseApplication):
    def __init__(self, application, options):
        self.options = options
        self.application = application
        super().__init__()

    def load_config(self):
        for key, value in self.options.items():
            self.cfg.set(key, value)

    def load(self):
        return self.application


if __name__ == "__main__":
    os.system("mkdir -p backups")
    StandaloneApplication(app, {"bind": "0.0.0.0:80", "worker_class": "gevent"}).run()
