import pytest


def test_it_is_gone():
    with pytest.raises(ImportError):
        import gevent.coros


def test_semaphore():
    from gevent.coros import Semaphore  # expect: GVT526

    Semaphore(1)
