"""Half a second of sleep in an event loop: one, then two at once."""

from harness import asks_epoll, in_two_greenlets, library, seen

about = {"family": "Event loops", "packages": ["anyio"]}


@library
def patched():
    import anyio

    anyio.run(anyio.sleep, 0)  # loads what is loaded late
    return lambda: anyio.run(anyio.sleep, 0.5)


@library
def two_loops():
    return in_two_greenlets(patched())


@seen("epoll-users", patched=False)
def polling():
    return [{"module": "anyio"}] if asks_epoll(patched) else []
