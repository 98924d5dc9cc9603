"""Compressing."""

from harness import cure, grow, in_pool, library

about = {"family": "Computation", "packages": ["Brotli"], "cpu": True}


@library
def patched():
    import os

    import brotli

    def prepare(size):
        data = os.urandom(size)
        return lambda: brotli.compress(data, quality=11)

    return grow(prepare, 1 << 18)


@cure
def threadpool():
    return in_pool(patched())
