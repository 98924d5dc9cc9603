"""The queue."""

from gevent import monkey

monkey.patch_all(aggressive=False, dns=False)  # expect: GVT107

import gevent
