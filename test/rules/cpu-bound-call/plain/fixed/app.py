from gevent import monkey

monkey.patch_all()

import hashlib

import gevent


def check(password):
    return gevent.get_hub().threadpool.apply(hashlib.pbkdf2_hmac, ("sha256", password, b"salt", 1_500_000))  # expect: GVT212
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^


gevent.spawn(check, b"secret").join()
