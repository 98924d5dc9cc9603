from shop.mail import send
from shop import settings, patched

import gevent

print(settings.PORT, patched)
gevent.spawn(send).join()
