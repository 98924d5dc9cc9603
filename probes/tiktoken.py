"""Splitting a long text."""

from harness import cure, grow, in_pool, library

about = {"family": "Computation", "packages": ["tiktoken"], "cpu": True}


@library
def patched():
    import tiktoken

    encoding = tiktoken.Encoding(
        "probe",
        pat_str=r"\S+|\s+",
        mergeable_ranks={bytes([number]): number for number in range(256)},
        special_tokens={},
    )

    def prepare(size):
        text = "hello world and some more " * size
        return lambda: encoding.encode_ordinary(text)

    return grow(prepare, 1 << 15)


@cure
def threadpool():
    return in_pool(patched())
