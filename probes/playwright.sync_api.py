"""A request that is answered after half a second: in one greenlet, then in two at once."""

import os

from harness import in_two_greenlets, library, trap

about = {"family": "HTTP and network", "packages": ["playwright"], "server": "slow"}


@library
def patched():
    from playwright.sync_api import sync_playwright

    context = sync_playwright().start().request.new_context()
    return lambda: context.get(os.environ["SLOW_HTTP_URL"])


@library
def two_greenlets():
    import gevent
    from playwright.sync_api import sync_playwright

    def work():
        with sync_playwright() as playwright:
            playwright.request.new_context().get(os.environ["SLOW_HTTP_URL"])
            gevent.sleep(0.5)

    return in_two_greenlets(work)


@trap
def threadpool():
    import gevent
    from playwright.sync_api import sync_playwright

    return lambda: gevent.get_hub().threadpool.apply(sync_playwright().start)
