from time import sleep

import gevent


def test_waiting_lets_others_run():
    steps = []
    gevent.joinall([gevent.spawn(wait, name, steps) for name in "ab"])
    assert steps == ["a waits", "b waits", "a goes on", "b goes on"]


def wait(name, steps):
    steps.append(f"{name} waits")
    sleep(0.1)
    steps.append(f"{name} goes on")
