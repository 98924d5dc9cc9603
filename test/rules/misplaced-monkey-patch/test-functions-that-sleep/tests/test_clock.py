from time import monotonic, sleep

import pytest


@pytest.mark.parametrize("seconds", [0.1, 0.2])
def test_sleep_takes_its_time(seconds):
    began = monotonic()
    sleep(seconds)
    assert monotonic() - began >= seconds
