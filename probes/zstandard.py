"""Compressing."""

from harness import cure, grow, in_pool, library

about = {"family": "Computation", "packages": ["zstandard"], "cpu": True}


@library
def patched():
    import os

    import zstandard

    def prepare(size):
        data = os.urandom(1 << 16) * size
        return lambda: zstandard.ZstdCompressor(level=19).compress(data)

    return grow(prepare, 64)


@cure
def threadpool():
    return in_pool(patched())
