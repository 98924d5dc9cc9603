worker_class = "gevent"
wsgi_app = "shop:application"
