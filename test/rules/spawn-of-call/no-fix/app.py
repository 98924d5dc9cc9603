"""Nothing here can be cured by taking the parentheses away."""
import gevent
from gevent.pool import Pool


def work(name, *rest):
    gevent.sleep(1)
    return [name, *rest]


pool = Pool(3)
gevent.spawn(work("a"), "b")  # expect: GVT501
pool.apply(work("a"))  # expect: GVT501
pool.map(work("a"), ["a"])  # expect: GVT501
gevent.Greenlet(print).link(print("over"))  # expect: GVT501
