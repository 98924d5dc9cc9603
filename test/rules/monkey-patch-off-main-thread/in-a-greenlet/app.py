import gevent
from gevent import monkey


def boot():
    monkey.patch_time()


gevent.spawn(boot).join()
