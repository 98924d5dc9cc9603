try:
    try:
        from gevent import monkey

        monkey.patch_all()
    finally:
        ready = True
except (ImportError, Exception):  # expect: GVT115
    pass
