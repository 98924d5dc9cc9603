"""A ping that is answered after half a second."""

import os

from harness import cure, library, seen, trap, when_exhausted

about = {"family": "Other stores", "packages": ["pymongo"], "server": "slow"}


@library
def patched():
    import pymongo

    client = pymongo.MongoClient("127.0.0.1", int(os.environ["SLOW_MONGODB_PORT"]))
    client.admin.command("ping")
    return lambda: client.admin.command("ping")


@library
def choosing_a_server():
    import pymongo

    port = int(os.environ["SILENT_PORT"])
    client = pymongo.MongoClient("127.0.0.1", port, serverSelectionTimeoutMS=600)

    def ping():
        try:
            client.admin.command("ping")
        except pymongo.errors.ServerSelectionTimeoutError:
            pass  # what was to be waited for

    return ping


@trap(row="early", patched=False)
def client_used_before_the_patch():
    ping = patched()
    from gevent import monkey

    monkey.patch_all()
    return ping


@cure(row="early")
def client_made_after_the_patch():
    return patched()


@seen("connection-pools")
def a_pool_without_a_place():
    import gevent
    import pymongo

    port = int(os.environ["SLOW_MONGODB_PORT"])
    client = pymongo.MongoClient("127.0.0.1", port, maxPoolSize=1)

    def ping():
        client.admin.command("ping")

    ping()
    gevent.joinall([gevent.spawn(ping) for _ in range(3)], timeout=0)
    gevent.sleep(0.1)  # one of them holds the only place now, the others wait for it
    found = when_exhausted(ping, patience=0.9)
    return [{"path": "pymongo.MongoClient", **found}]
