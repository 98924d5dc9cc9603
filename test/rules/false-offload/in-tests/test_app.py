from gevent import monkey

monkey.patch_all()

import hashlib
import threading


def test_thread():
    threading.Thread(target=hashlib.pbkdf2_hmac, args=("sha256", b"x", b"s", 600_000)).start()
