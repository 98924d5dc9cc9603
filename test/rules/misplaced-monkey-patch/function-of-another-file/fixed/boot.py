"""What every start needs."""


def patch():
    """Patch the standard library."""
