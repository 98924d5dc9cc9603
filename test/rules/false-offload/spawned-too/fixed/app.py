from gevent import monkey

monkey.patch_all()

import hashlib
import threading

import gevent


def derive():
    return hashlib.pbkdf2_hmac("sha256", b"x", b"salt", 600_000)  # expect: GVT212


def look():
    return derive()


threading.Thread(target=gevent.get_hub().threadpool.apply, args=(derive,)).start()  # expect: GVT213
gevent.spawn(look).join()
