"""A ping that is answered after half a second."""

import os

from harness import library

about = {"family": "Object mappers", "packages": ["mongoengine"], "server": "slow"}


@library
def patched():
    import mongoengine

    port = int(os.environ["SLOW_MONGODB_PORT"])
    mongoengine.connect("probe", host="127.0.0.1", port=port)
    database = mongoengine.get_db()
    return lambda: database.command("ping")
