"""Taking a matrix apart."""

from harness import cure, grow, in_another_process, in_pool, library

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


@cure
def another_process():
    import numpy
    import scipy.linalg

    return in_another_process(scipy.linalg.svd, numpy.random.rand(800, 800))


@cure
def numpy_in_the_threadpool():
    import numpy

    def prepare(size):
        matrix = numpy.random.rand(size, size)
        return lambda: numpy.linalg.svd(matrix)

    return in_pool(grow(prepare, 400))
