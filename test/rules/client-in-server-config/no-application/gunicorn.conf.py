import requests  # expect: GVT605
#      ^^^^^^^^

worker_class = "gevent"
