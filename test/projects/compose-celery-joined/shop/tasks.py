import urllib.request

from .celery import app


@app.task
def fetch(url):
    with urllib.request.urlopen(url) as answer:
        return len(answer.read())
