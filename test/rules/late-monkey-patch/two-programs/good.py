from gevent import monkey

monkey.patch_all()

import gevent
from shop.mail import send

gevent.spawn(send).join()
