"""Serve the shop."""

import gevent

from shop.app import poll

gevent.spawn(poll).join()
