from gevent import monkey
monkey.patch_all()

import time

from celery import Celery

app = Celery("shop")


@app.task
def restock():
    time.sleep(0.4)


if __name__ == "__main__":
    app.worker_main(["worker", "-P", "gevent", "-c", "10"])  # expect: GVT602
