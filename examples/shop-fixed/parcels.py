"""Parcels to hand over, for Celery: see Procfile."""

import time

from celery import Celery

app = Celery("parcels", broker="memory://")


@app.task
def hand_over(order):
    time.sleep(0.3)
    return order
