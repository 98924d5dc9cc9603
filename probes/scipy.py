"""Taking a matrix apart."""

from harness import cure, grow, in_pool, library

about = {"family": "Computation", "packages": ["scipy"], "cpu": True}


@library
def patched():
    import numpy
    import scipy.linalg

    def prepare(size):
        matrix = numpy.random.rand(size, size)
        return lambda: scipy.linalg.svd(matrix)

    return grow(prepare, 400)


@cure
def threadpool():
    return in_pool(patched())
