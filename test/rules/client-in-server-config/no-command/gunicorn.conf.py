import stock  # expect: GVT605
#      ^^^^^

worker_class = "gevent"
wsgi_app = "shop:application"
