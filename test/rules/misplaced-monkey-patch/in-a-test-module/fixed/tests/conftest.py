"""What all tests share."""

from gevent import monkey
monkey.patch_all()

import pytest


@pytest.fixture
def steps():
    return []
