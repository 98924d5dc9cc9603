"""Waiting half a second for the agent to connect to a collector that does not answer."""

import os

from harness import library

about = {"family": "Services", "packages": ["newrelic"], "server": "slow"}


@library
def patched():
    os.environ["NEW_RELIC_LICENSE_KEY"] = "0" * 40
    os.environ["NEW_RELIC_APP_NAME"] = "probe"
    os.environ["NEW_RELIC_HOST"] = "127.0.0.1"
    os.environ["NEW_RELIC_PORT"] = os.environ["SILENT_PORT"]
    from newrelic import agent

    agent.initialize()
    return lambda: agent.register_application(timeout=0.6)
