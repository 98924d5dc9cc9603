from gevent import monkey
monkey.patch_all()

import requests  # expect: GVT605
#      ^^^^^^^^

worker_class = "gevent"
