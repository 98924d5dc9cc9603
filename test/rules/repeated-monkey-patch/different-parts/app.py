from gevent import monkey

monkey.patch_socket()
monkey.patch_time()
monkey.patch_thread(Event=False)
