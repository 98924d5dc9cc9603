import select
import selectors
import smtplib
import socket
import ssl


def page():
    socket.create_connection(("localhost", 80), timeout=5).close()
    socket.getaddrinfo("localhost", 80)
    socket.gethostbyname("localhost")
    socket.gethostbyaddr("127.0.0.1")
    socket.getfqdn("localhost")
    client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    client.settimeout(5)
    client.connect(("localhost", 80))
    client.connect_ex(("localhost", 80))
    client.sendall(b"x")
    client.send(b"x")
    client.recv(100)
    client.recv_into(bytearray(10))
    client.makefile("rb").readline()
    client.shutdown(socket.SHUT_RDWR)
    one, other = socket.socketpair()
    one.sendall(b"x")
    other.recv(1)
    other.recvfrom(1)
    one.sendto(b"x", ("localhost", 1))
    server = socket.create_server(("localhost", 0))
    server.accept()
    context = ssl.create_default_context()
    with context.wrap_socket(client, server_hostname="localhost") as secure:
        secure.do_handshake()
        secure.sendall(b"x")
        secure.recv(10)
        secure.read(10)
        secure.write(b"x")
        secure.unwrap()
    select.select([client], [], [], 1)
    poll = select.poll()
    poll.register(client)
    poll.poll(1000)
    with selectors.DefaultSelector() as selector:
        selector.register(client, selectors.EVENT_READ)
        selector.select(timeout=1)
    with smtplib.SMTP("localhost") as mail:
        mail.sendmail("a@localhost", ["b@localhost"], "text")
        mail.noop()
    return client.close()
