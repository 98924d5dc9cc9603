import gevent
import requests


def fetch(url):
    response = requests.get(url, timeout=3)
    return response.json()


def first_line(url):
    return requests.get(url).text.splitlines()[0]


def answer(url):
    return requests.get(url)


gevent.spawn(fetch("http://localhost/"))  # expect: GVT501
gevent.spawn(first_line("http://localhost/"))  # expect: GVT501
gevent.spawn(answer("http://localhost/"))  # expect: GVT501
