class Pools:
    worker_pool = "gevent"


worker_pool = "gevent"
DEFAULT = "gevent"
