"""Writing many small objects."""

from harness import cure, grow, in_pieces, in_pool, library

about = {"family": "Computation", "packages": ["msgpack"], "cpu": True}


@library
def patched():
    import msgpack

    def prepare(size):
        objects = [{"number": number, "text": str(number)} for number in range(size)]
        return lambda: msgpack.packb(objects)

    return grow(prepare, 1 << 19)


@cure
def threadpool():
    return in_pool(patched())


@cure
def smaller_pieces():
    import msgpack

    objects = [{"number": number, "text": str(number)} for number in range(1 << 14)]
    return in_pieces(lambda: msgpack.packb(objects))
