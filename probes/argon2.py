"""Hashing a password."""

from harness import cure, grow, in_pool, library

about = {"family": "Computation", "packages": ["argon2-cffi"], "cpu": True}


@library
def patched():
    import argon2

    def prepare(size):
        hasher = argon2.PasswordHasher(time_cost=size, parallelism=1)
        return lambda: hasher.hash("secret")

    return grow(prepare)


@cure
def threadpool():
    return in_pool(patched())
