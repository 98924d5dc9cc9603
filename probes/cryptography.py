"""Deriving a key with scrypt."""

from harness import cure, grow, in_pool, library

about = {"family": "Computation", "packages": ["cryptography"], "cpu": True}


@library
def patched():
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    def prepare(size):
        return lambda: Scrypt(salt=b"salt" * 4, length=32, n=size, r=8, p=1).derive(b"secret")

    return grow(prepare, 1 << 14)


@cure
def threadpool():
    return in_pool(patched())
