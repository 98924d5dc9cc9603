"""A request that is answered after half a second."""

import os

from harness import library

about = {"family": "Services", "packages": ["azure-storage-blob"], "server": "slow"}


@library
def patched():
    from azure.storage.blob import BlobClient

    client = BlobClient(f"{os.environ['SLOW_HTTP_URL']}account", "container", "blob")
    return client.exists
