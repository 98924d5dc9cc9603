from gevent import monkey
monkey.patch_all()

workers = 2
