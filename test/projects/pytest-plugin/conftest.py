import pytest

import fakes


@pytest.fixture
def clock():
    return fakes.Clock()
