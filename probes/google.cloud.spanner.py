"""Asking a server that does not answer, for half a second."""

import os

from harness import cure, in_pool, library, setup

about = {"family": "Services", "packages": ["google-cloud-spanner"], "server": "slow"}


@library
def patched():
    os.environ["SPANNER_EMULATOR_HOST"] = f"127.0.0.1:{os.environ['SILENT_PORT']}"
    os.environ["SPANNER_DISABLE_BUILTIN_METRICS"] = "true"
    from google.api_core.exceptions import GoogleAPICallError, RetryError
    from google.cloud import spanner

    client = spanner.Client(project="probe")
    name = client.instance("probe").name

    def ask():
        try:
            client.instance_admin_api.get_instance(name=name, timeout=0.6, retry=None)
        except (GoogleAPICallError, RetryError):
            pass  # it waited and gave up

    return ask


@setup
def init_gevent():
    from grpc.experimental import gevent

    gevent.init_gevent()
    return patched()


@cure
def threadpool():
    return in_pool(patched())
