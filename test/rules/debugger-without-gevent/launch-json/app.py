from gevent import monkey
monkey.patch_all()
import threading

worker = threading.Thread(target=print)
worker.start()
worker.join()
