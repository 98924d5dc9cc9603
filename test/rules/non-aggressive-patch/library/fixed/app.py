from gevent import monkey

monkey.patch_all(aggressive=True)  # expect: GVT113

import json

import tornado.ioloop

print(json, tornado.ioloop)
