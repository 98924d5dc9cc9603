import os

worker_class = "gevent"


def post_worker_init(worker):
    import requests

    worker.session = requests.Session()


def pre_fork(server, worker):
    import json

    json.dumps({})
    if "CHECK" in os.environ:
        import requests

        requests.get("https://example.org")


def helper():
    import requests

    return requests
