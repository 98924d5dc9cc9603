from gevent import monkey

monkey.patch_all(aggressive=False)

import arrow
import billiard
import bs4
import OpenSSL
import redis
import requests
import simple_websocket
import stomp

print(arrow, billiard, bs4, OpenSSL, redis, requests, simple_websocket, stomp)
