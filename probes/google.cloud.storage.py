"""A request that is answered after half a second."""

import os

from harness import library

about = {"family": "Services", "packages": ["google-cloud-storage"], "server": "slow"}


@library
def patched():
    from google.auth.credentials import AnonymousCredentials
    from google.cloud import storage

    endpoint = {"api_endpoint": os.environ["SLOW_HTTP_URL"].rstrip("/")}
    client = storage.Client("probe", AnonymousCredentials(), client_options=endpoint)
    return client.bucket("probe").exists
