import threading

from flask import Flask

app = Flask(__name__)
local = threading.local()


@app.get("/")
def index():
    local.seen = True
    return "seen"
