"""Serve the shop."""

from gevent import monkey
monkey.patch_all()

import gevent

from shop.app import poll

gevent.spawn(poll).join()
