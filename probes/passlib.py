"""Hashing a password with bcrypt through passlib."""

from harness import cure, grow, in_pool, library

about = {"family": "Computation", "packages": ["passlib", "bcrypt==4.0.1"], "cpu": True}


@library
def patched():
    from passlib.hash import bcrypt_sha256

    def prepare(size):
        # Each round more is twice the work.
        hasher = bcrypt_sha256.using(rounds=9 + size.bit_length())
        return lambda: hasher.hash("secret")

    return grow(prepare)


@cure
def threadpool():
    return in_pool(patched())
