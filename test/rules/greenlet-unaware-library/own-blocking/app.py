from gevent import monkey
monkey.patch_all()
import acme
import gevent

from store import quick_count, slow_count


def ask():
    client = acme.connect("shop")
    client.close()
    quick_count()
    slow_count()  # expect: GVT301
    return client.fetch("orders")  # expect: GVT301
    #      ^^^^^^^^^^^^^^^^^^^^^^


slow_count()
gevent.spawn(ask).join()
