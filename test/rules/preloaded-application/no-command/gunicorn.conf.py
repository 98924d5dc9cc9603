worker_class = "gevent"
wsgi_app = "shop:application"
preload_app = True  # expect: GVT601
