"""What becomes of the standard library's connections when two use one, or a time-out cuts in."""

import os

from harness import seen, told

about = {"family": "Standard library", "packages": ["gevent"], "server": "slow"}


def echo_server(greeting, answer):
    """The port of a server that says `answer` and the question again; late where that is slow."""
    import gevent
    from gevent.server import StreamServer

    def serve(connection, _):
        connection.sendall(greeting)
        for line in connection.makefile("rb"):
            gevent.sleep(0.3 if b"slow" in line.lower() else 0)
            connection.sendall(answer + line)

    server = StreamServer(("127.0.0.1", 0), serve)
    server.start()
    return server.server_port


def gets_the_answer_before(ask, slow, fast):
    """Whether `fast` gets the answer to `slow`, which a time-out has cut off."""
    import gevent

    with gevent.Timeout(0.1, False):
        ask(slow)
    return "slow" in str(ask(fast)).lower()


@seen("kept-connections")
def connections_after_a_timeout():
    import ftplib
    import poplib
    import smtplib
    import socket

    where = "127.0.0.1"
    ftp = ftplib.FTP()
    ftp.connect(where, echo_server(b"220 ready\r\n", b"250 "))
    smtp = smtplib.SMTP(where, echo_server(b"220 ready\r\n", b"250 "), local_hostname="probe")
    pop = poplib.POP3(where, echo_server(b"+OK ready\r\n", b"+OK "))
    plain = socket.create_connection((where, echo_server(b"", b"")))

    def talk(line):
        plain.sendall(line)
        return plain.recv(100)

    found = {
        "ftplib.FTP": gets_the_answer_before(ftp.sendcmd, "SLOW", "FAST"),
        "poplib.POP3": gets_the_answer_before(pop.dele, "slow", "fast"),
        "smtplib.SMTP": gets_the_answer_before(smtp.docmd, "SLOW", "FAST"),
        "socket.socket": gets_the_answer_before(talk, b"slow\n", b"fast\n"),
        "ssl.SSLSocket": encrypted_answer_to_the_question_before(),
    }
    return [{"path": path} for path, wrong in found.items() if wrong]


def encrypted():
    import socket
    import ssl
    from urllib.parse import urlsplit

    context = ssl._create_unverified_context()
    port = urlsplit(os.environ["SLOW_HTTPS_URL"]).port
    return context.wrap_socket(socket.create_connection(("127.0.0.1", port)))


def encrypted_answer_to_the_question_before():
    """Whether HEAD gets a text, which belongs to the GET before."""
    import gevent

    connection = encrypted()

    def ask(method):
        connection.sendall(method + b" / HTTP/1.1\r\nhost: probe\r\n\r\n")
        return connection.recv(4096) + connection.recv(4096)

    with gevent.Timeout(0.1, False):
        ask(b"GET")
    return ask(b"HEAD").endswith(b"{}")


@seen("shared-connections")
def two_greenlets_that_read_one_connection():
    import socket

    silent = socket.create_connection(("127.0.0.1", int(os.environ["SILENT_PORT"])))
    connections = {"socket.socket": silent, "ssl.SSLSocket": encrypted()}
    return [{"path": path, "effect": second_reader(one)} for path, one in connections.items()]


def second_reader(connection):
    import gevent

    gevent.spawn(connection.recv, 1)
    gevent.sleep(0)
    try:
        with gevent.Timeout(1):
            connection.recv(1)
    except Exception as error:
        return told(error).partition(": <")[0]


@seen("transactions")
def transactions_of_sqlite():
    import sqlite3

    def connect():
        connection = sqlite3.connect(":memory:")
        connection.execute("create table probe (a int)")
        return connection

    insert = "insert into probe values (?)"
    rows = []

    def note(path, how, seen_so):
        if seen_so:
            rows.append({"path": f"sqlite3.{path}", "how": how, "database": "sqlite"})

    for method, values in (("execute", [1]), ("executemany", [[1]])):
        connection = connect()
        getattr(connection, method)(insert, values)
        note(f"Connection.{method}", "statement", connection.in_transaction)
        connection = connect()
        getattr(connection.cursor(), method)(insert, values)
        note(f"Cursor.{method}", "statement", connection.in_transaction)
    for method in ("commit", "rollback"):
        connection = connect()
        connection.execute(insert, [1])
        getattr(connection, method)()
        note(f"Connection.{method}", "end", not connection.in_transaction)
    note("Connection.close", "end", second_writer_gets_through_after_closing(insert))
    with connect() as connection:
        connection.execute(insert, [1])
        inside = connection.in_transaction
    note("Connection", "object", inside and not connection.in_transaction)
    return rows


def second_writer_gets_through_after_closing(insert):
    """Whether a writer that found the file locked finds it free once the first has closed."""
    import sqlite3

    first, second = (sqlite3.connect("probe.db", timeout=0) for _ in range(2))
    first.execute("create table probe (a int)")
    first.execute(insert, [1])
    try:
        second.execute(insert, [1])
        return False
    except sqlite3.OperationalError:
        first.close()
    second.execute(insert, [1])
    return True
