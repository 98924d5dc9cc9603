"""Sorting an array, multiplying matrices, and taking one apart."""

from harness import cure, grow, in_pool, library

about = {"family": "Computation", "packages": ["numpy"], "cpu": True}


@library
def patched():
    import numpy

    def prepare(size):
        numbers = numpy.random.rand(size)
        return lambda: numpy.sort(numbers, kind="mergesort")

    return grow(prepare, 1 << 20)


@library
def multiplying():
    import numpy

    def prepare(size):
        matrix = numpy.random.rand(size, size)
        return lambda: matrix @ matrix

    return grow(prepare, 512)


@library(row="linalg")
def taking_apart():
    import numpy

    def prepare(size):
        matrix = numpy.random.rand(size, size)
        return lambda: numpy.linalg.svd(matrix)

    return grow(prepare, 256)


@cure(row="linalg")
def taking_apart_in_the_threadpool():
    return in_pool(taking_apart())


@cure
def threadpool():
    return in_pool(patched())
