"""Reads the reviews of a day, in other processes."""

from gevent import monkey

monkey.patch_all(aggressive=True)

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import gevent

REVIEWS = ["the tea is fine", "the cup came in pieces", "will buy again and again"]


def words(review):
    return len(review.split())


def longest(reviews, results):
    results.put(max(reviews, key=words))


def count():
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        return list(pool.map(words, REVIEWS))


def pick():
    results = multiprocessing.Queue()
    reader = multiprocessing.Process(target=longest, args=(REVIEWS, results))
    reader.start()
    picked = gevent.get_hub().threadpool.apply(results.get)
    reader.join()
    return picked


if __name__ == "__main__":
    print(gevent.spawn(pick).get())
    print(gevent.spawn(count).get())
