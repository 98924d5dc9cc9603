"""Comparing many strings with each other."""

from harness import cure, grow, in_pool, library

about = {"family": "Computation", "packages": ["rapidfuzz", "numpy"], "cpu": True}


@library
def patched():
    from rapidfuzz import process

    def prepare(size):
        names = [f"hello world {number}" for number in range(size)]
        return lambda: process.cdist(names, names, workers=1)

    return grow(prepare, 1024)


@cure
def threadpool():
    return in_pool(patched())
