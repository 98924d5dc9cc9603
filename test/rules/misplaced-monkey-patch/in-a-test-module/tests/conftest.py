"""What all tests share."""

import pytest


@pytest.fixture
def steps():
    return []
