"""A request that is answered after half a second."""

import os

from harness import library

about = {"family": "Other stores", "packages": ["opensearch-py"], "server": "slow"}


@library
def patched():
    import opensearchpy

    client = opensearchpy.OpenSearch(os.environ["SLOW_HTTP_URL"])
    return client.info
