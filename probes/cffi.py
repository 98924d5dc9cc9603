"""A function of the C library that sleeps for half a second."""

from harness import cure, in_pool, library

about = {"family": "Computation", "packages": ["cffi"]}


@library
def patched():
    import cffi

    builder = cffi.FFI()
    builder.cdef("int usleep(unsigned);")
    library_of_c = builder.dlopen(None)
    return lambda: library_of_c.usleep(500000)


@cure
def threadpool():
    return in_pool(patched())
