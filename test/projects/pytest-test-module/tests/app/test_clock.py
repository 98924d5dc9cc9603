from time import monotonic, sleep

import gevent


def test_pauses_run_side_by_side(pauses):
    began = monotonic()
    gevent.joinall([gevent.spawn(pause, seconds) for seconds in pauses])
    assert monotonic() - began >= 0.2


def pause(seconds):
    sleep(seconds)
