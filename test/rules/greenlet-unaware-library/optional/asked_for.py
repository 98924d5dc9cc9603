"""requirements.txt brings it."""
from gevent import monkey
monkey.patch_all()
import gevent

try:
    import apsw
except ImportError:
    apsw = None


def ask():
    if apsw:
        apsw.Connection("shop.db").execute("select 1")  # expect: GVT301


gevent.spawn(ask).join()
