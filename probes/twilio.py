"""A request that is answered after half a second."""

import os

from harness import library

about = {"family": "Services", "packages": ["twilio"], "server": "slow"}


@library
def patched():
    from twilio.http.http_client import TwilioHttpClient

    client = TwilioHttpClient()
    return lambda: client.request("GET", os.environ["SLOW_HTTP_URL"])
