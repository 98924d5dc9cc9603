"""Packs the invoices of a week, several at once."""

from gevent import monkey

monkey.patch_all(aggressive=True)

import logging
import subprocess
import zlib

import gevent
import gevent.pool

log = logging.getLogger("archive")
WEEK = [f"invoice of day {day}\n".encode() * 100_000 for day in range(7)]


def pack(invoices):
    packed = gevent.get_hub().threadpool.apply(zlib.compress, (invoices,))
    log.info("packed %d of %d bytes", len(packed), len(invoices))
    return packed


def pack_week():
    packed = gevent.pool.Pool(10).map(pack, WEEK)
    log.info("packed %d days", len(packed))


def free_space():
    listing = subprocess.check_output(["df", "."])
    return listing.split()[-3].decode()


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    pack_week()
    print(free_space(), "blocks free")
