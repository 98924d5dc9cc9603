"""Sorting a column."""

from harness import cure, grow, in_pool, library

about = {"family": "Computation", "packages": ["polars", "numpy"], "cpu": True}


def frame(size):
    import numpy
    import polars

    return polars.DataFrame({"number": numpy.random.rand(size)})


@library
def patched():
    def prepare(size):
        numbers = frame(size)
        return lambda: numbers.sort("number")

    return grow(prepare, 1 << 21)


@cure
def threadpool():
    return in_pool(patched())


@cure
def collect_async():
    lazy = frame(1 << 23).lazy().sort("number")
    return lambda: lazy.collect_async(gevent=True).get()
