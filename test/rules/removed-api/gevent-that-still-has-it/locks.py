from gevent.coros import BoundedSemaphore
import gevent.wsgi

import gevent.httplib  # expect: GVT526

limit = BoundedSemaphore(2)
