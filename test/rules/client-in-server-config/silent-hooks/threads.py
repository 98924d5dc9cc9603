worker_class = "gthread"
threads = 4


def post_fork(server, worker):
    import requests

    worker.session = requests.Session()
