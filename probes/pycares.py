"""A query that is not answered, for half a second."""

import os

from harness import library

about = {"family": "HTTP and network", "packages": ["pycares"], "server": "slow"}


@library
def patched():
    import time

    import pycares

    server = f"127.0.0.1:{os.environ['SILENT_DNS_PORT']}"
    channel = pycares.Channel(servers=[server], timeout=0.5, tries=1)

    def query():
        answers = []
        channel.query(
            "probe.test", pycares.QUERY_TYPE_A, callback=lambda *answer: answers.append(answer)
        )
        while not answers:
            time.sleep(0.02)

    return query
