"""Half a second of sleep in trio's event loop."""

from harness import asks_epoll, cure, library, seen

about = {
    "family": "Event loops",
    "environments": {"trio": ["trio"], "trio/before-0.26": ["trio==0.25.1"]},
}


@library
def patched():
    import trio

    return lambda: trio.run(trio.sleep, 0.5)


@cure
def asyncio_in_its_place():
    import asyncio

    return lambda: asyncio.run(asyncio.sleep(0.5))


@seen("epoll-users", patched=False)
def polling():
    return [{"module": "trio"}] if asks_epoll(patched) else []
