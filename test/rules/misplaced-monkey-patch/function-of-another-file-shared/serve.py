from boot import patch
from mail import send

patch()

import gevent

gevent.spawn(send).join()
