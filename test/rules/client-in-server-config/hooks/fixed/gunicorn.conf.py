from gevent import monkey
monkey.patch_all()

worker_class = "gevent"


def post_fork(server, worker):
    import requests  # expect: GVT605
    #      ^^^^^^^^

    worker.session = requests.Session()
