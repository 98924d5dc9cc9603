"""Prices from the wholesaler, read as they come."""

import select
import socket


def first_price(address):
    """Wait for the first line of the feed."""
    with socket.create_connection(address) as feed:
        poller = select.epoll()
        poller.register(feed.fileno(), select.EPOLLIN)
        poller.poll(1)
        return feed.recv(100)
