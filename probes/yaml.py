"""Reading a long document."""

from harness import cure, grow, in_pool, library

about = {"family": "Computation", "packages": ["PyYAML"], "cpu": True}


@library
def patched():
    import yaml

    def prepare(size):
        document = "- {number: 1, text: hello}\n" * size
        return lambda: yaml.safe_load(document)

    return grow(prepare, 1000)


@cure
def threadpool():
    return in_pool(patched())
