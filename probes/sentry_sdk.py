"""Flushing an event to a server that takes half a second."""

import os

from harness import library, trap

about = {"family": "Services", "packages": ["sentry-sdk"], "server": "slow"}


def start():
    import sentry_sdk

    sentry_sdk.init(f"http://key@127.0.0.1:{os.environ['SLOW_HTTP_PORT']}/1")
    sentry_sdk.capture_message("first")
    return sentry_sdk


def flush(sentry_sdk):
    def send():
        sentry_sdk.capture_message("second")
        sentry_sdk.flush(5)

    return send


@library
def patched():
    return flush(start())


@trap(row="early", patched=False)
def init_before_the_patch():
    sentry_sdk = start()
    from gevent import monkey

    monkey.patch_all()
    return flush(sentry_sdk)
