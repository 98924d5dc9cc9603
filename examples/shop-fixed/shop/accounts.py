"""Passwords, and who is asking."""

import hashlib
import threading

import gevent

# The customer whose request this is.
current = threading.local()


def check_password(password):
    """Derive the key and compare. The work is meant to take long."""
    key = gevent.get_hub().threadpool.apply(hashlib.pbkdf2_hmac, ("sha256", password.encode(), b"salt of the shop", 600_000))
    return key[0] >= 0


def enter(customer):
    current.customer = customer


def customer():
    return getattr(current, "customer", None)
