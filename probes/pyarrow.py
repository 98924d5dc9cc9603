"""Sorting an array."""

from harness import cure, grow, in_pool, library

about = {"family": "Computation", "packages": ["pyarrow", "numpy"], "cpu": True}


@library
def patched():
    import numpy
    import pyarrow
    import pyarrow.compute

    def prepare(size):
        numbers = pyarrow.array(numpy.random.rand(size))
        return lambda: pyarrow.compute.sort_indices(numbers)

    return grow(prepare, 1 << 19)


@cure
def threadpool():
    return in_pool(patched())
