HAS_GEVENT = True
try:
    import gevent.monkey

    gevent.monkey.patch_all()
except Exception:
    HAS_GEVENT = False


def patch():
    try:
        gevent.monkey.patch_all()
    except Exception:
        return False
    return True
