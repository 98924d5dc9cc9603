from gevent import monkey; monkey.patch_all()
import functools
import os as system
from subprocess import run as execute

from gevent import get_hub
from gevent.threadpool import ThreadPool


class Builder:
	def __init__(self):
		self.pool = ThreadPool(1)

	def build(self, target):
		import gevent.subprocess
		self.pool.spawn(execute, ["true", target]).get()  # expect: GVT214
		self.pool.apply(functools.partial(execute, ["true"]))  # expect: GVT214
		self.pool.apply(gevent.subprocess.call, [["true"]])  # expect: GVT214
		"🍵"; get_hub().threadpool.apply(system.popen, ("true",))  # expect: GVT214
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
		return get_hub().threadpool.apply(  # expect: GVT214
			execute,  # the command stays
			(["true"],),
		)


print(ThreadPool(2).map(system.popen, ["true", "false"]))  # expect: GVT214
Builder().build("all")
