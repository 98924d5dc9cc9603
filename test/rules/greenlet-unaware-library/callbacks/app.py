from gevent import monkey

monkey.patch_all()

import logging
from io import BytesIO

import gevent
import pycurl

log = logging.getLogger(__name__)


def told(piece):
    log.info("%d bytes", len(piece))


def load(url):
    body = BytesIO()
    curl = pycurl.Curl()
    curl.setopt(pycurl.URL, url)
    curl.setopt(pycurl.WRITEFUNCTION, body.write)
    curl.perform()  # expect: GVT301
    return body.getvalue()


def load_told(url):
    curl = pycurl.Curl()
    curl.setopt(pycurl.URL, url)
    # It would log in the pool's thread.
    curl.setopt(pycurl.WRITEFUNCTION, told)
    curl.perform()  # expect: GVT301


gevent.joinall([gevent.spawn(load, "http://localhost/"), gevent.spawn(load_told, "http://localhost/")])
