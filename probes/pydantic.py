"""Validating many small objects."""

from harness import cure, grow, in_pieces, in_pool, library

about = {"family": "Computation", "packages": ["pydantic"], "cpu": True}


@library
def patched():
    import pydantic

    class Item(pydantic.BaseModel):
        number: int
        text: str

    adapter = pydantic.TypeAdapter(list[Item])

    def prepare(size):
        objects = [{"number": number, "text": str(number)} for number in range(size)]
        return lambda: adapter.validate_python(objects)

    return grow(prepare, 1 << 17)


@cure
def threadpool():
    return in_pool(patched())


@cure
def smaller_pieces():
    import pydantic

    class Item(pydantic.BaseModel):
        number: int
        text: str

    adapter = pydantic.TypeAdapter(list[Item])
    objects = [{"number": number, "text": str(number)} for number in range(1 << 12)]
    return in_pieces(lambda: adapter.validate_python(objects))
