import sys

from harvest.fields import FIELDS


def main():
    from gevent import monkey

    monkey.patch_all()
    from harvest.reaper import reap

    for field in FIELDS:
        reap(field)
    return 0


if __name__ == "__main__":
    sys.exit(main())
