"""Whoever has it may use it."""
from gevent import monkey
monkey.patch_all()
import gevent

try:
    import pygit2
except (ImportError, OSError):
    pygit2 = None


def clone():
    if pygit2 is None:
        raise RuntimeError("Install pygit2.")
    pygit2.clone_repository("https://example.com/shop.git", "shop")


gevent.spawn(clone).join()
