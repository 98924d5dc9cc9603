"""A command that takes half a second; its child closes descriptors between fork and exec."""

from harness import cure, library

about = {
    "family": "Processes and files",
    "environments": {"sh": ["sh"], "sh/old-gevent": ["sh", "gevent==25.5.1"]},
}


@library
def patched():
    import sh

    return lambda: sh.sleep("0.5")


@cure
def original_close():
    import os

    from gevent import monkey

    os.close = monkey.get_original("os", "close")
    return patched()
