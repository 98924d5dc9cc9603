from gevent import monkey

options = {"aggressive": True}
monkey.patch_all(aggressive=True)
monkey.patch_all(aggressive=True, thread=True)
monkey.patch_all(**options)
monkey.patch_select(True)
monkey.patch_socket()
monkey.patch_time()
