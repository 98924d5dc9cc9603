from gevent import monkey

monkey.patch_all()
import shop
from settings import settings

worker_class = "gevent"
workers = 4
preload_app = True


def post_fork(server, worker):
    shop.app.db = shop.connect()
    settings.ledger = shop.connect()
    shop.app.extensions["stock"] = shop.connect()
