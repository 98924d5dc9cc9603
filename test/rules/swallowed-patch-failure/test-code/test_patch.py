from gevent import monkey

try:
    monkey.patch_all()
except Exception:
    pass
