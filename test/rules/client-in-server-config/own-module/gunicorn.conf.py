import stock  # expect: GVT605
#      ^^^^^

worker_class = "gevent"
workers = 1
