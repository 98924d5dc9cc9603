from gevent import monkey

monkey.patch_all()

import hashlib
import re
import zlib
from functools import partial

import gevent
from gevent.pool import Pool

pool = Pool(2)
pattern = re.compile("(a+)+b")
DATA = bytes(400_000_000)

gevent.spawn(gevent.get_hub().threadpool.apply, hashlib.pbkdf2_hmac, ("sha256", b"a", b"b", 600_000))  # expect: GVT212
gevent.spawn(hashlib.pbkdf2_hmac, "sha256", b"a", b"b", 1000)
gevent.spawn_later(1, partial(gevent.get_hub().threadpool.apply, hashlib.pbkdf2_hmac, ("sha256", b"a", b"b", 600_000)))  # expect: GVT212
gevent.spawn(gevent.get_hub().threadpool.apply, partial(hashlib.pbkdf2_hmac, "sha256"), (b"a", b"b", 600_000))  # expect: GVT212
pool.apply(gevent.get_hub().threadpool.apply, (hashlib.pbkdf2_hmac, ("sha256", b"a", b"b", 600_000)))  # expect: GVT212
pool.apply(hashlib.pbkdf2_hmac, ("sha256", b"a", b"b", 1000))
pool.apply_async(hashlib.pbkdf2_hmac, args=("sha256", b"a", b"b", 600_000))  # expect: GVT212
pool.spawn(pattern.match, "aaaaaaaaaaaaaaaaaaaaaaaaaa")  # expect: GVT212
gevent.spawn(zlib.compress, b"short")
pool.map(zlib.compress, [DATA])
gevent.spawn(gevent.get_hub().threadpool.apply, zlib.compress, (DATA,))  # expect: GVT212
