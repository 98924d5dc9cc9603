from gevent import monkey

monkey.patch_all()

import hashlib

import gevent


def derive():
    return hashlib.pbkdf2_hmac("sha256", b"master", b"salt", 600_000)


KEY = derive()


def serve():
    gevent.sleep(0)
    return KEY


def pooled():
    return gevent.get_hub().threadpool.apply(derive)


gevent.joinall([gevent.spawn(serve), gevent.spawn(pooled)])
