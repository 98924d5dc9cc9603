import socket


def test_is_patched():
    assert "gevent" in socket.socket.__module__
