"""Half a second of sleep in an asyncio loop: one, then two at once."""

from harness import in_two_greenlets, library

about = {"family": "Event loops", "packages": ["nest-asyncio"]}


@library
def patched():
    import asyncio

    import nest_asyncio

    nest_asyncio.apply()
    return lambda: asyncio.run(asyncio.sleep(0.5))


@library
def two_loops():
    return in_two_greenlets(patched())
