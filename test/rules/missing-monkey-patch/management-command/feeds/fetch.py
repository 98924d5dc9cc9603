from time import sleep

from gevent.pool import Pool


def fetch(url):
    sleep(0.5)


def fetch_all(urls):
    Pool(20).map(fetch, urls)  # expect: GVT110
