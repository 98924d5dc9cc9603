"""Sending traces to an agent that takes half a second, and what the order of imports does."""

import os

from harness import library, setup

about = {"family": "Services", "packages": ["ddtrace"], "server": "slow"}


def configure():
    os.environ["DD_TRACE_AGENT_URL"] = os.environ["SLOW_HTTP_URL"]
    os.environ["DD_INSTRUMENTATION_TELEMETRY_ENABLED"] = "0"
    os.environ["DD_REMOTE_CONFIGURATION_ENABLED"] = "0"


def trace(finish):
    configure()
    from ddtrace.trace import tracer

    def work():
        with tracer.trace("probe"):
            pass
        finish(tracer)

    return work


@library
def patched():
    import gevent

    return trace(lambda tracer: gevent.sleep(1.5))


@library
def flushing():
    return trace(lambda tracer: tracer.flush())


@library(row="order")
def imported_after_the_patch():
    import warnings

    configure()
    warnings.simplefilter("error", RuntimeWarning)
    import ddtrace.auto

    return lambda: ddtrace.tracer


@setup(row="order", patched=False)
def imported_before_the_patch():
    import warnings

    configure()
    warnings.simplefilter("error", RuntimeWarning)
    import ddtrace.auto  # noqa: F401
    from gevent import monkey

    monkey.patch_all()
    return patched()
