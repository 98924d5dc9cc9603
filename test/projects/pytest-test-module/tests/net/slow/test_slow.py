def test_slow():
    assert True
