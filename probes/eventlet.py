"""Half a second of sleep where both have patched, and of eventlet's own."""

from harness import cure, library, trap

about = {"family": "Event loops", "packages": ["eventlet"]}


@library
def both_patched():
    import time

    import eventlet

    eventlet.monkey_patch()
    return lambda: time.sleep(0.5)


@trap
def its_own_sleep():
    import eventlet

    return lambda: eventlet.sleep(0.5)


@cure
def gevent_in_its_place():
    import time

    return lambda: time.sleep(0.5)
