from gevent import monkey
monkey.patch_all()

import reports
from jobs import background

background(print)  # expect: GVT105

import gevent

gevent.sleep(1)
print(reports)
