"""A request that is answered after half a second."""

import os

from harness import library

about = {"family": "Services", "packages": ["stripe", "requests"], "server": "slow"}


@library
def patched():
    import stripe

    stripe.api_key = "probe"
    stripe.api_base = os.environ["SLOW_HTTP_URL"].rstrip("/")
    stripe.max_network_retries = 0
    return stripe.Balance.retrieve
