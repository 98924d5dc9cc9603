"""Reading a CSV file, and summing up groups."""

from harness import cure, grow, in_pool, library

about = {"family": "Computation", "packages": ["pandas"], "cpu": True}


@library
def patched():
    import io

    import numpy
    import pandas

    def prepare(size):
        text = pandas.DataFrame(numpy.random.rand(size, 6)).to_csv()
        return lambda: pandas.read_csv(io.StringIO(text))

    return grow(prepare, 1 << 16)


@library
def grouping():
    import numpy
    import pandas

    def prepare(size):
        keys = numpy.random.randint(0, 1000, size)
        frame = pandas.DataFrame({"key": keys, "value": numpy.random.rand(size)})
        return lambda: frame.groupby("key").apply(lambda group: group.value.sum())

    return grow(prepare, 1 << 16)


@cure
def threadpool():
    return in_pool(patched())
