broker_url = "redis://localhost"
worker_pool = "gevent"  # expect: GVT602
