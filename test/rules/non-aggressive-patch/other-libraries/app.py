from gevent import monkey

monkey.patch_all(aggressive=False)

import arrow
import bs4
import OpenSSL
import requests

print(arrow, bs4, OpenSSL, requests)
