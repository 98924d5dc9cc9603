from gevent import monkey


def test_unknown():
    assert not monkey.is_module_patched("thread")
