preload_app = True


def on_starting(server):
    from gevent import monkey

    monkey.patch_all()
