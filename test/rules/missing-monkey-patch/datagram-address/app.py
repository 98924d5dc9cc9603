import socket

import gevent


def address_towards(destination):
    """The own address on the way there: no packet is sent."""
    probe = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    probe.connect((destination, 80))
    address = probe.getsockname()[0]
    probe.close()
    return address


def announce(message):
    outlet = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    outlet.sendto(message, ("127.0.0.1", 9999))


if __name__ == "__main__":
    gevent.joinall([gevent.spawn(address_towards, "127.0.0.1"), gevent.spawn(announce, b"up")])
