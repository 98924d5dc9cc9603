"""Prices from the wholesaler, read as they come."""

import select
import socket


def first_price(address):
    """Wait for the first line of the feed."""
    with socket.create_connection(address) as feed:
        poller = select.poll()
        poller.register(feed.fileno(), select.POLLIN)
        poller.poll(1000)
        return feed.recv(100)
