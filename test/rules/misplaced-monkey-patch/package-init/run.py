from helpers import wait
import green

import gevent

print(green)
gevent.spawn(wait).join()
