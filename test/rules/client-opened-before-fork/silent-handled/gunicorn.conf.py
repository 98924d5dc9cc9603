from gevent import monkey

monkey.patch_all()
import shop

worker_class = "gevent"
workers = 4
preload_app = True


def post_fork(server, worker):
    shop.connection = shop.connect()
    shop.engine.dispose(close=False)
    shop.renew()
    from shop import pool as own

    own.close()
    own.open()
