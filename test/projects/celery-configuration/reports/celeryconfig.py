broker_url = "memory://"
worker_pool = "gevent"
imports = ("reports.jobs",)
