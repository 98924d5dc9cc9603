"""The handler lets nobody go on without the library."""
from gevent import monkey
monkey.patch_all()
import gevent

try:
    import pycurl
except ImportError:
    raise SystemExit("Install pycurl.")


def fetch():
    curl = pycurl.Curl()
    curl.perform()  # expect: GVT301


gevent.spawn(fetch).join()
