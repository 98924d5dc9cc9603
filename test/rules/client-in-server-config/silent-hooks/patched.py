from gevent import monkey

monkey.patch_all()

worker_class = "gevent"


def post_fork(server, worker):
    import requests

    worker.session = requests.Session()
