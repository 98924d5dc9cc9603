import sched
from fasteners import wait

from gevent import monkey
monkey.patch_all()
import gevent

gevent.spawn(sched.scheduler).join()
gevent.spawn(wait).join()
