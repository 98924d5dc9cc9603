import gevent.monkey
gevent.monkey.patch_all()  # expect: GVT105

import threading
def boot():
	pass
threading.Timer(1, boot).start()
