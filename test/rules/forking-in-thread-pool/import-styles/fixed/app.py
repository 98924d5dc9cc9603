from gevent import monkey; monkey.patch_all()
import functools
import os as system
from subprocess import run as execute

import gevent.pool
from gevent import get_hub
from gevent.threadpool import ThreadPool


class Builder:
	def __init__(self):
		self.pool = ThreadPool(1)

	def build(self, target):
		import gevent.subprocess
		gevent.spawn(execute, ["true", target]).get()  # expect: GVT214
		functools.partial(execute, ["true"])()  # expect: GVT214
		gevent.subprocess.call(["true"])  # expect: GVT214
		"🍵"; system.popen("true")  # expect: GVT214
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
		return get_hub().threadpool.apply(  # expect: GVT214
			execute,  # the command stays
			(["true"],),
		)


print(gevent.pool.Pool(10).map(system.popen, ["true", "false"]))  # expect: GVT214
Builder().build("all")
