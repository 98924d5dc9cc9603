from gevent import monkey
monkey.patch_all()

from boot import patch
from shop.mail import send

patch()

import gevent

gevent.spawn(send).join()
