import sys

try:
    from gevent import monkey

    monkey.patch_all()
except ImportError:
    pass

try:
    import gevent.monkey as gm

    gm.patch_socket()
except (ImportError, AttributeError):
    print("needs gevent", file=sys.stderr)
    sys.exit(1)

try:
    gm.patch_time()
except ModuleNotFoundError:
    pass
