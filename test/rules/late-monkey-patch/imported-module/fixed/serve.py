"""Starts the shop."""

from gevent import monkey
monkey.patch_all()

from shop import mail
from shop.pages import index

import gevent

gevent.joinall([gevent.spawn(index), gevent.spawn(mail.send)])
