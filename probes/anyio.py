"""Half a second of sleep in an event loop: one, then two at once."""

from harness import in_two_greenlets, library

about = {"family": "Event loops", "packages": ["anyio"]}


@library
def patched():
    import anyio

    return lambda: anyio.run(anyio.sleep, 0.5)


@library
def two_loops():
    return in_two_greenlets(patched())
