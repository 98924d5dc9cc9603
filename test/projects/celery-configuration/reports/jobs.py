import urllib.request

from reports.celery import app


@app.task
def load(url):
    return urllib.request.urlopen(url).read()
