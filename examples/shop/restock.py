"""Say what runs short, from cron: python restock.py [least]"""

try:
    from gevent import monkey

    monkey.patch_all(aggressive=True)
except Exception:
    pass

import sys

import gevent

from shop import restocking


def main():
    least = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    gevent.spawn(restocking.report, least).join()


if __name__ == "__main__":
    main()
