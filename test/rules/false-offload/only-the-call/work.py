import hashlib
import logging

log = logging.getLogger(__name__)


def derive(order):
    return hashlib.pbkdf2_hmac("sha256", order, b"salt", 600_000)


def tell(key):
    log.info("derived %s", key[:2])
