import re
import sys


def is_gevent_a_problem():
    try:
        import gevent
        from gevent.monkey import is_object_patched
    except ImportError:
        return False
    version = tuple(int(part) for part in re.split(r"a|b|rc|\.", gevent.__version__)[:2])
    if is_object_patched("threading", "local"):
        return not (
            (sys.version_info >= (3, 7) and version >= (20, 9))
            or is_object_patched("contextvars", "ContextVar")
        )
    return False
