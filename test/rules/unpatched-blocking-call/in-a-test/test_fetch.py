import select

import gevent
import grequests


def test_fetch():
    gevent.spawn(select.select, [], [], [], 0.1).join()
    assert grequests.map([]) == []
