from gevent import monkey

monkey.patch_all()

import gevent


class hashlib:
    @staticmethod
    def pbkdf2_hmac(name, password, salt, rounds):
        return b""


def pbkdf2_hmac(*args):
    return b""


def check():
    hashlib.pbkdf2_hmac("sha256", b"", b"", 600_000)
    return pbkdf2_hmac("sha256", b"", b"", 600_000)


gevent.spawn(check).join()
