from shop import patched

from shop.mail import send
from shop import settings

import gevent

print(settings.PORT, patched)
gevent.spawn(send).join()
