import gevent

from .errors import HarvestError


def reap(field):
    if not field:
        raise HarvestError(field)
    return gevent.spawn(str.upper, field)
