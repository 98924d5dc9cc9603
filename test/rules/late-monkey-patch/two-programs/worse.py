from shop.mail import send

from gevent import monkey

monkey.patch_all()

import gevent

gevent.spawn(send).join()
