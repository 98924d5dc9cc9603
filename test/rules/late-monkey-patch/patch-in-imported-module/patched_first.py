"""Patches when it is imported."""

from gevent import monkey

monkey.patch_all()
