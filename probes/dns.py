"""A query that is not answered, for half a second."""

import os

from harness import asks_epoll, library, seen

about = {"family": "HTTP and network", "packages": ["dnspython"], "server": "slow"}


@library
def patched():
    import dns.resolver

    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers = ["127.0.0.1"]
    resolver.port = int(os.environ["SILENT_DNS_PORT"])
    resolver.timeout = resolver.lifetime = 0.5

    def resolve():
        try:
            resolver.resolve("probe.test")
        except dns.resolver.LifetimeTimeout:
            pass  # it waited and gave up

    return resolve


@seen("epoll-users", patched=False)
def polling():
    return [{"module": "dns"}] if asks_epoll(patched) else []
