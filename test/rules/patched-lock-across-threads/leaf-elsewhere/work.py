import logging
import zlib

logger = logging.getLogger(__name__)


def pack(text):
    packed = zlib.compress(text.encode())
    logger.warning("packed %s of %s", len(packed), len(text))
    return packed


def hashed(text, salt):
    import hashlib

    logger.warning("hashing")
    return hashlib.pbkdf2_hmac("sha256", text.encode(), salt, 1_000_000)


def both(text):
    logger.warning("both")
    return other(text)


def other(text):
    return zlib.crc32(text.encode())
