from gevent import monkey

monkey.patch_all()

import pytest


def test_nothing():
    assert monkey.is_module_patched("socket")
