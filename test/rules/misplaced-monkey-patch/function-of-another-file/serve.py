from boot import patch
from shop.mail import send

patch()

import gevent

gevent.spawn(send).join()
