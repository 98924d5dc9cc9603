from gevent import monkey

monkey.patch_all()


def native():
    monkey.patch_all(thread=False)
