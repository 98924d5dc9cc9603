from gevent import monkey

monkey.patch_all()

import hashlib as h
from hashlib import pbkdf2_hmac, scrypt as derive

import gevent
from gevent.pool import Pool

ROUNDS = 100 * 1000
COST = 2**14


class Vault:
    def open(self, password):
        return pbkdf2_hmac("sha512", password, salt=b"s", iterations=ROUNDS)  # expect: GVT212

    def seal(self, password):
        return derive(password, salt=b"s", n=COST, r=8, p=1)  # expect: GVT212


def local(password):
    from hashlib import pbkdf2_hmac as slow

    rounds = 1 << 20
    return slow("sha256", password.encode(), b"s", rounds).hex()  # expect: GVT212


def work(password):
    vault = Vault()
    return vault.open(password), vault.seal(password), local("😀" + password), h.pbkdf2_hmac("sha256", b"x", b"y", 200_000)  # expect: GVT212


pool = Pool(10)
pool.map(work, [b"a", b"b"])
gevent.wait()
