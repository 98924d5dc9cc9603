import os

from flask import Flask
from serve import StandaloneApplication

app = Flask(__name__)


@app.route("/backup")
def backup():
    os.system("pg_dump shop")
    return "done"


if __name__ == "__main__":
    StandaloneApplication(app, {"worker_class": "gthread", "threads": 8}).run()
