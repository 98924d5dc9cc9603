import gevent
import gevent.dns  # expect: GVT526
from gevent import http  # expect: GVT526
from gevent.socket import tcp_server  # expect: GVT526

gevent.spawn_link(print)  # expect: GVT526
gevent.shutdown()  # expect: GVT526
print(gevent.dns, http, tcp_server)
