import gevent

gevent.sleep(0)  # greenlint: ignore  # expect: GVT904
