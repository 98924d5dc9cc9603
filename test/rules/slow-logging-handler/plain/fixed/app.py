from gevent import monkey

monkey.patch_all()

import atexit
import logging
import logging.handlers
import queue
import time

import gevent
from gevent.pywsgi import WSGIServer


def collect(environ, start_response):
    gevent.sleep(0.2)
    start_response("204 No Content", [])
    return []


server = WSGIServer(("127.0.0.1", 0), collect, log=None)
server.start()
log = logging.getLogger("shop")
handler = logging.handlers.HTTPHandler(f"127.0.0.1:{server.server_port}", "/log")  # expect: GVT218
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
log_queue = queue.SimpleQueue()
log_listener = logging.handlers.QueueListener(log_queue, handler, respect_handler_level=True)
log_listener.start()
atexit.register(log_listener.stop)
log.addHandler(logging.handlers.QueueHandler(log_queue))


def work(number):
    log.error("number %s", number)


start = time.perf_counter()
gevent.joinall([gevent.spawn(work, number) for number in range(5)])
print("in turn" if time.perf_counter() - start > 0.8 else "at once")
