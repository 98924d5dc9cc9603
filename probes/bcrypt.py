"""Hashing a password."""

from harness import cure, grow, in_pool, library

about = {"family": "Computation", "packages": ["bcrypt"], "cpu": True}


@library
def patched():
    import bcrypt

    def prepare(size):
        salt = bcrypt.gensalt(9 + size.bit_length())  # each round more is twice the work
        return lambda: bcrypt.hashpw(b"secret", salt)

    return grow(prepare)


@cure
def threadpool():
    return in_pool(patched())
