"""Half a second of eventlet's sleep."""

from harness import library

about = {"family": "Event loops", "packages": ["eventlet"]}


@library
def patched():
    import eventlet

    return lambda: eventlet.sleep(0.5)
