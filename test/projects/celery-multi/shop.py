from celery import Celery

import parcels

app = Celery("shop", broker="memory://")


@app.task
def send(number):
    return parcels.label(number)
