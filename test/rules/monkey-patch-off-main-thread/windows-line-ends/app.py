import threading
def boot():
	import gevent.monkey; gevent.monkey.patch_all()  # expect: GVT105
threading.Timer(1, boot).start()
