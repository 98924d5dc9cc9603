from gevent import monkey

monkey.patch_all()

import hashlib
import os

import gevent


def check(password, rounds):
    return gevent.get_hub().threadpool.apply(hashlib.pbkdf2_hmac, ("sha256", password, b"salt", rounds))  # expect: GVT212


def either(password):
    rounds = 600_000 if len(password) > 1 else 5
    return gevent.get_hub().threadpool.apply(hashlib.pbkdf2_hmac, ("sha256", password, b"salt", rounds))  # expect: GVT212


def stars(*args):
    return gevent.get_hub().threadpool.apply(hashlib.pbkdf2_hmac, (*args,))  # expect: GVT212


gevent.spawn(check, b"secret", int(os.environ["ROUNDS"])).join()
gevent.spawn(either, b"").join()
gevent.spawn(stars, "sha256", b"secret", b"salt", 10).join()
