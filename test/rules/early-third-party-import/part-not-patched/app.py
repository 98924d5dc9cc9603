import sched
import time

from gevent import monkey
monkey.patch_socket()
import gevent

clock = sched.scheduler(time.time)
clock.enter(0.1, 1, print)
gevent.spawn(clock.run).join()
