import socket


def read():
    return socket.create_connection(("example.org", 80))
