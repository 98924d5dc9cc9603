from gevent import monkey

monkey.patch_all()

import hashlib

import gevent


def check(password):
	# A tab, and a call over several lines.
	return hashlib.pbkdf2_hmac(  # expect: GVT212
		"sha256",  # the hash
		password,
		b"salt",
		600_000,
	)


gevent.spawn(check, b"secret").join()
