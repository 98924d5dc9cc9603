from gevent import monkey

monkey.patch_all(thread=False)

import logging

import gevent

logging.basicConfig()


def write(row):
    logging.warning("row %s", row)


if __name__ == "__main__":
    gevent.get_hub().threadpool.map(write, range(10))
