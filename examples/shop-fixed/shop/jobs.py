"""The background worker."""

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
