"""A request that is answered after half a second."""

import os

from harness import library

about = {"family": "Other stores", "packages": ["elasticsearch"], "server": "slow"}


@library
def patched():
    import elasticsearch

    client = elasticsearch.Elasticsearch(os.environ["SLOW_HTTP_URL"])
    return client.info
