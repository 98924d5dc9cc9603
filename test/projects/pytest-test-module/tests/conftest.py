import pytest


@pytest.fixture
def pauses():
    return [0.2, 0.2, 0.2]
