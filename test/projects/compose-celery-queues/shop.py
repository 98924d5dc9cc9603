from celery import Celery

import addresses

app = Celery("shop", broker="memory://")


@app.task
def mail(name):
    return addresses.of(name)
