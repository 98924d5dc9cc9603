from gevent import monkey

monkey.patch_all()

import hashlib

import gevent

job = gevent.spawn(hashlib.pbkdf2_hmac, "sha256", b"secret", b"salt", iterations=1_500_000)  # expect: GVT212
#                  ^^^^^^^^^^^^^^^^^^^
print(job.get().hex())
