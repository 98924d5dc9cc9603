"""Ask the shop's pages all at once: python probe.py [port]"""

from gevent import monkey
monkey.patch_all(aggressive=True)

import sys
from urllib.request import urlopen

from gevent.pool import Pool

from shop import settings

PAGES = ("order?customer=ann", "revenue", "heartbeat")


def main():
    port = int(sys.argv[1]) if len(sys.argv) > 1 else settings.PORT
    pool = Pool(len(PAGES))
    answers = pool.map(urlopen, [f"http://127.0.0.1:{port}/{page}" for page in PAGES])
    print([answer.status for answer in answers])


if __name__ == "__main__":
    main()
