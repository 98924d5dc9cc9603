import time
from time import monotonic

import pytest


@pytest.mark.parametrize("seconds", [0.1])
def test_sleeps(seconds):
    began = monotonic()
    time.sleep(seconds)
    assert monotonic() > began
