from gevent import monkey
monkey.patch_all()

# One process for each core.
worker_class = "gevent"
preload_app = True  # expect: GVT601
workers = 2
