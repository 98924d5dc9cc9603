"""async_to_sync around half a second of sleep: one, then two at once."""

from harness import in_two_greenlets, library

about = {"family": "Event loops", "packages": ["asgiref"]}


@library
def patched():
    import asyncio

    from asgiref.sync import async_to_sync

    return lambda: async_to_sync(asyncio.sleep)(0.5)


@library
def two_loops():
    return in_two_greenlets(patched())
