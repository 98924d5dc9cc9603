import hashlib
import threading


def check():
    return hashlib.pbkdf2_hmac("sha256", b"x", b"salt", 600_000)


threading.Thread(target=check).start()
