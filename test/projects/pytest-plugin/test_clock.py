def test_clock(clock):
    assert clock.now == 0
