from gevent import monkey
monkey.patch_all()

import stock  # expect: GVT605
#      ^^^^^

worker_class = "gevent"
wsgi_app = "shop:application"
