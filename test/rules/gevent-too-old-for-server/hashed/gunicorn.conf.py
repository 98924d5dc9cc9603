worker_class = "gevent"
