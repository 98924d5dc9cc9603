import sched
import time

from gevent import monkey
monkey.patch_socket()  # expect: GVT106
import gevent

clock = sched.scheduler(time.time)
clock.enter(0.1, 1, print)
gevent.spawn(clock.run).join()
