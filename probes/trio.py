"""Half a second of sleep in trio's event loop."""

from harness import library

about = {
    "family": "Event loops",
    "environments": {"trio": ["trio"], "trio/before-0.26": ["trio==0.25.1"]},
}


@library
def patched():
    import trio

    return lambda: trio.run(trio.sleep, 0.5)
