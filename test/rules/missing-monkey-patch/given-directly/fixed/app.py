"""Fetch some pages."""

from __future__ import annotations

from gevent import monkey
monkey.patch_all()

import gevent
import requests
from gevent.pool import Pool


def main(addresses: list[str]) -> None:
    pool = Pool(10)
    for answer in pool.imap_unordered(requests.get, addresses):  # expect: GVT110
        print(answer.status_code)


if __name__ == "__main__":
    main(["http://example.org"])
    gevent.sleep(0)
