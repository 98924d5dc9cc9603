"""Hashing a password."""

from harness import cure, grow, in_pool, library

about = {"family": "Computation", "packages": ["Django"], "cpu": True}


@library
def patched():
    from django.conf import settings

    settings.configure()
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    def prepare(size):
        return lambda: PBKDF2PasswordHasher().encode("secret", "salt", iterations=size)

    return grow(prepare, 1 << 17)


@cure
def threadpool():
    return in_pool(patched())
