from gevent import monkey
monkey.patch_all()
import gevent
import pycurl as curl
from pycurl import Curl
from watchfiles import watch


class Client(Curl):
    pass


class Fetcher:
    def __init__(self):
        self.curl = Curl()

    def fetch(self):
        gevent.get_hub().threadpool.apply(self.curl.perform)  # expect: GVT301


def by_alias():
    gevent.get_hub().threadpool.apply(curl.Curl().perform)  # expect: GVT301


def changes():
    for change in watch("."):  # expect: GVT301
        print(change)


def late():
    from pygit2 import clone_repository as clone

    gevent.get_hub().threadpool.apply(clone, ("https://localhost/x.git", "x"))  # expect: GVT301


gevent.joinall([
    gevent.spawn(Fetcher().fetch),
    gevent.spawn(by_alias),
    gevent.spawn(changes),
    gevent.spawn(late),
])
