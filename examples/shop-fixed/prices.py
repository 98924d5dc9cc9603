"""Compares our prices with those of other shops every minute, until there is nothing to compare."""

import gevent
import gevent.event
import grequests

FEEDS = ["http://localhost:8001/prices.json", "http://localhost:8002/prices.json"]
finished = gevent.event.Event()


def compare():
    while not finished.wait(60):
        answers = grequests.map(grequests.get(feed, timeout=10) for feed in FEEDS)
        if not any(answers):
            finished.set()


if __name__ == "__main__":
    gevent.spawn(compare).join()
