from gevent import monkey
monkey.patch_all()
import stock

worker_class = "gevent"
