from flask import Flask

from .tasks import fetch

app = Flask(__name__)


@app.post("/fetch/<path:url>")
def start(url):
    return {"task": fetch.delay(url).id}
