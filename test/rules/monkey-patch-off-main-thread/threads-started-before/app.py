import reports
from jobs import background

background(print)  # expect: GVT105

from gevent import monkey

monkey.patch_all()

import gevent

gevent.sleep(1)
print(reports)
