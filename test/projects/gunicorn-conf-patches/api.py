import threading

from flask import Flask

import limits

app = Flask(__name__)
slots = threading.Semaphore(limits.CONNECTIONS)


@app.get("/")
def index():
    with slots:
        return "ok"
