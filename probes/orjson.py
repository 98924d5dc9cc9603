"""Writing many small objects."""

from harness import cure, grow, in_pieces, in_pool, library

about = {"family": "Computation", "packages": ["orjson"], "cpu": True}


@library
def patched():
    import orjson

    def prepare(size):
        objects = [{"number": number, "text": str(number)} for number in range(size)]
        return lambda: orjson.dumps(objects)

    return grow(prepare, 1 << 20)


@cure
def threadpool():
    return in_pool(patched())


@cure
def smaller_pieces():
    import orjson

    objects = [{"number": number, "text": str(number)} for number in range(1 << 14)]
    return in_pieces(lambda: orjson.dumps(objects))
