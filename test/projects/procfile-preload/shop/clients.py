import threading
from socket import create_connection

lock = threading.Lock()


def greeting():
    with lock:
        with create_connection(("127.0.0.1", 7000)) as connection:
            return [connection.recv(100)]
