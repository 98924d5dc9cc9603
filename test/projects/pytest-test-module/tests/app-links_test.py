def test_links():
    assert True
