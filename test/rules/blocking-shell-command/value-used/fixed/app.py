from gevent import monkey

monkey.patch_all()

import subprocess

import gevent


def convert(name):
	if subprocess.call(f"test -e {name}", shell=True) != 0:  # expect: GVT201
		return "missing"
	return "there"


print(gevent.spawn(convert, "/").get())
