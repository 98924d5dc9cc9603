from gevent import monkey
monkey.patch_all()

import stock  # expect: GVT605
#      ^^^^^

workers = 1
