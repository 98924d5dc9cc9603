"""What every start needs."""

from gevent import monkey


def patch():
    """Patch the standard library."""
    monkey.patch_all()  # expect: GVT104
