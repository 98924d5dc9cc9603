from gevent import monkey

monkey.patch_all()

import hashlib
import zlib
from concurrent.futures import ThreadPoolExecutor

import bcrypt


def compress():
    return zlib.compress(bytes(100_000_000))


def derive():
    return hashlib.pbkdf2_hmac("sha256", b"secret", b"salt", 1_000_000)


executor = ThreadPoolExecutor(2)
executor.submit(bcrypt.hashpw, b"secret", b"salt")
executor.submit(compress)
executor.submit(derive)  # expect: GVT213
