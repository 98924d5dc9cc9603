from gevent import monkey

monkey.patch_all(socket=False)
monkey.patch_all(socket=False)
