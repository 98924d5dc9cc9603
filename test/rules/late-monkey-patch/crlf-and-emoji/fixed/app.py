from gevent import monkey
monkey.patch_all()

NAME = "🌿"; from time import sleep  # expect: GVT101
#                             ^^^^^

import gevent


def work():
	sleep(0.5)


gevent.joinall([gevent.spawn(work), gevent.spawn(work)])
