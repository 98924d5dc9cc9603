from pyrate_limiter import Duration, Limiter, Rate

from gevent import monkey
monkey.patch_all()
import gevent

# Before 4.0 it waits only where it is told how long.
limiter = Limiter(Rate(10, Duration.SECOND), raise_when_fail=False)


def sample(name):
    return limiter.try_acquire(name)


gevent.joinall([gevent.spawn(sample, str(n)) for n in range(20)])
