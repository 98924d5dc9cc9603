"""A request that is answered after half a second."""

import os

from harness import library

about = {"family": "Services", "packages": ["google-cloud-bigquery"], "server": "slow"}


@library
def patched():
    from google.auth.credentials import AnonymousCredentials
    from google.cloud import bigquery

    endpoint = {"api_endpoint": os.environ["SLOW_HTTP_URL"].rstrip("/")}
    client = bigquery.Client("probe", AnonymousCredentials(), client_options=endpoint)
    list(client.list_datasets())  # which loads what is loaded late
    return lambda: list(client.list_datasets())
