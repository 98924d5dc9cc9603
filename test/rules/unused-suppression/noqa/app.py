import gevent  # noqa
from gevent import monkey  # noqa: F401, GVT109

gevent.sleep(0)  # noqa: E501
