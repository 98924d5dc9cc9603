from gevent import monkey

monkey.patch_all(aggressive=False)  # expect: GVT113

import json

import tornado.ioloop

print(json, tornado.ioloop)
