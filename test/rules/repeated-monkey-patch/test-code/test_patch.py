from gevent import monkey

monkey.patch_all()
monkey.patch_all(thread=False)
