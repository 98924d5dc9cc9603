from gevent import monkey

monkey.patch_all()

import os

import gevent


def convert(name):
	if os.system(f"test -e {name}") != 0:  # expect: GVT201
		return "missing"
	return "there"


print(gevent.spawn(convert, "/").get())
