"""Hashing a password."""

from harness import cure, grow, in_pool, library

about = {"family": "Computation", "packages": ["Werkzeug"], "cpu": True}


@library
def patched():
    from werkzeug.security import generate_password_hash

    def prepare(size):
        return lambda: generate_password_hash("secret", method=f"pbkdf2:sha256:{size}")

    return grow(prepare, 1 << 17)


@cure
def threadpool():
    return in_pool(patched())
