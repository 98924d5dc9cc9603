from celery import Celery

import feeds

app = Celery("jobs", broker="memory://")


@app.task
def refresh(url):
    return feeds.read(url)
