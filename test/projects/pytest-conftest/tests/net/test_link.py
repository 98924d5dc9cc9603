import link


def test_name(address):
    assert link.name(address) == "127.0.0.1:9"
