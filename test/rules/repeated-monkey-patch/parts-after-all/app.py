from gevent import monkey

monkey.patch_all(thread=False)
monkey.patch_thread(Event=True)
