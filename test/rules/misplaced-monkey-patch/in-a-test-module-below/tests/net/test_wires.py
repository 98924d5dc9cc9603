import pytest
from gevent import monkey

monkey.patch_socket()  # expect: GVT104
monkey.patch_ssl()  # the first one is reported


def test_patched():
    assert monkey.is_module_patched("ssl")
