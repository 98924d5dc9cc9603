import patched_first

import json
from shop.mail import send

import gevent

print(json.dumps([1]))
gevent.spawn(send).join()
