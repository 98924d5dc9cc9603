from gevent import monkey

monkey.patch_all(socket=False)
monkey.patch_all(socket=False)
monkey.patch_all(socket=False, ssl=0)  # expect: GVT107
