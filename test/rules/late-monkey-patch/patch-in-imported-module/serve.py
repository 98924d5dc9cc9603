import json
from shop.mail import send

import patched_first

import gevent

print(json.dumps([1]))
gevent.spawn(send).join()
