"""Reading a document from a server that does not answer, for half a second."""

import os

from harness import library, setup

about = {"family": "Services", "packages": ["google-cloud-firestore"], "server": "slow"}


@library
def patched():
    os.environ["FIRESTORE_EMULATOR_HOST"] = f"127.0.0.1:{os.environ['SILENT_PORT']}"
    from google.api_core.exceptions import GoogleAPICallError, RetryError
    from google.cloud import firestore

    document = firestore.Client(project="probe").document("probe/probe")

    def get():
        try:
            document.get(timeout=0.6, retry=None)
        except (GoogleAPICallError, RetryError):
            pass  # it waited and gave up

    return get


@setup
def init_gevent():
    from grpc.experimental import gevent

    gevent.init_gevent()
    return patched()
