"""Starts the shop."""

from shop import mail
from shop.pages import index

from gevent import monkey

monkey.patch_all()

import gevent

gevent.joinall([gevent.spawn(index), gevent.spawn(mail.send)])
