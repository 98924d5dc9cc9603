"""A library that patches whoever imports it."""

from gevent import monkey

monkey.patch_all()  # expect: GVT104
