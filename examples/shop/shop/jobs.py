"""The background worker."""

from gevent import monkey

# Mail goes to one server, whose address is known: resolve it natively.
monkey.patch_all(dns=False)

import gevent
from gevent.queue import Queue

from shop import mail

queue = Queue()


def work():
    """Send what the pages put into the queue."""
    while not queue.empty():
        customer, text = queue.get()
        mail.send(customer, text)
        gevent.sleep(0)
