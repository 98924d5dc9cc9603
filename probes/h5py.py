"""Writing a compressed array."""

from harness import cure, grow, in_pool, library

about = {"family": "Computation", "packages": ["h5py"], "cpu": True}


@library
def patched():
    import itertools
    import tempfile

    import h5py
    import numpy

    file = h5py.File(f"{tempfile.mkdtemp()}/file", "w")
    names = itertools.count()

    def prepare(size):
        numbers = numpy.random.rand(size)
        return lambda: file.create_dataset(str(next(names)), data=numbers, compression="gzip")

    return grow(prepare, 1 << 18)


@cure
def threadpool():
    return in_pool(patched())
