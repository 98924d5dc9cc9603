from gevent import monkey

monkey.patch_all()

worker_class = "gevent"
workers = 4
preload_app = True
