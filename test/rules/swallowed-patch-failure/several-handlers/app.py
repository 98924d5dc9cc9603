try:
    from gevent import monkey

    monkey.patch_all()
except ImportError:
    print("no gevent")
except Exception:  # expect: GVT115
    pass
