# One process for each core.
worker_class = "gevent"
workers = 2
