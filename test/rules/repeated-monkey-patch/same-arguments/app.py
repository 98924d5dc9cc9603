from gevent import monkey

monkey.patch_all(thread=False, signal=False)
monkey.patch_all(signal=False, thread=False)
monkey.patch_all(signal=False, thread=False, socket=True)
monkey.patch_all(signal=0, thread=False, my_plugin=True)
