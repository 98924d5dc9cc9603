import hashlib
from concurrent.futures import ThreadPoolExecutor

try:
    import gevent.monkey
except ImportError:
    gevent = None

with ThreadPoolExecutor() as executor:
    executor.submit(hashlib.pbkdf2_hmac, "sha256", b"x", b"salt", 600_000)
