worker_class = "gevent"
logconfig = "/srv/shop/logging.ini"
