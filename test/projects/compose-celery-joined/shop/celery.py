from celery import Celery

app = Celery("shop", broker="memory://", include=["shop.tasks"])
