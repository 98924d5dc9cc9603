"""The queue."""

import gevent
