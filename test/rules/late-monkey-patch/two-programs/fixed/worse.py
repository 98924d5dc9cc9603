from gevent import monkey
monkey.patch_all()

from shop.mail import send

import gevent

gevent.spawn(send).join()
