import gevent
import pytest


def nothing():
    return None


def test_spawn_of_nothing():
    with pytest.raises(TypeError):
        gevent.spawn_raw(nothing())
