"""Expecting what a child says after half a second; it closes descriptors between fork and exec."""

from harness import cure, library

about = {
    "family": "Processes and files",
    "environments": {
        "pexpect": ["pexpect"],
        "pexpect/old-gevent": ["pexpect", "gevent==25.5.1"],
    },
}


@library
def patched():
    import pexpect

    def expect():
        child = pexpect.spawn("sh", ["-c", "sleep 0.5; echo hello"])
        child.expect("hello")

    return expect


@cure
def original_close():
    import os

    from gevent import monkey

    os.close = monkey.get_original("os", "close")
    return patched()
