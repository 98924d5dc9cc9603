from gevent import monkey

monkey.patch_all()

from store.cleaner import Store


def start():
    Store().run()
