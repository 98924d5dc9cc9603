"""Pulling from a server that does not answer, for half a second."""

import os

from harness import cure, in_pool, library, setup

about = {"family": "Services", "packages": ["google-cloud-pubsub"], "server": "slow"}


@library
def patched():
    os.environ["PUBSUB_EMULATOR_HOST"] = f"127.0.0.1:{os.environ['SILENT_PORT']}"
    from google.api_core.exceptions import GoogleAPICallError, RetryError
    from google.cloud import pubsub_v1

    subscriber = pubsub_v1.SubscriberClient()
    path = subscriber.subscription_path("probe", "probe")

    def pull():
        try:
            subscriber.pull(subscription=path, max_messages=1, timeout=0.6, retry=None)
        except (GoogleAPICallError, RetryError):
            pass  # it waited and gave up

    return pull


@setup
def init_gevent():
    from grpc.experimental import gevent

    gevent.init_gevent()
    return patched()


@cure
def threadpool():
    return in_pool(patched())
