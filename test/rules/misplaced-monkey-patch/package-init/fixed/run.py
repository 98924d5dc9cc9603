import green

from helpers import wait

import gevent

print(green)
gevent.spawn(wait).join()
