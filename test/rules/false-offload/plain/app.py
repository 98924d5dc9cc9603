from gevent import monkey

monkey.patch_all()

import hashlib
from concurrent.futures import ThreadPoolExecutor


def derive(password):
    return hashlib.pbkdf2_hmac("sha256", password, b"salt", 1_500_000)


with ThreadPoolExecutor(max_workers=2) as executor:
    future = executor.submit(derive, b"secret")  # expect: GVT213
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    print(len(future.result()))
