import pytest


@pytest.fixture
def address():
    return ("127.0.0.1", 9)
