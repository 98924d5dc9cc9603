"""Writing many values to the disk."""

from harness import cure, grow, in_pool, library

about = {"family": "Other stores", "packages": ["lmdb"]}


@library
def patched():
    import os
    import tempfile

    import lmdb

    store = lmdb.open(tempfile.mkdtemp(), map_size=1 << 32)
    value = os.urandom(1 << 20)

    def write(count):
        with store.begin(write=True) as transaction:
            for number in range(count):
                transaction.put(b"%d" % number, value)
        store.sync(True)

    return grow(lambda size: lambda: write(size), 50)


@cure
def threadpool():
    return in_pool(patched())
