"""Loopback servers that take DELAY seconds for every answer. Each connection has a plain thread.

What each is called in the environment of a probe or proof stands in `start_all`.
"""

import os
import shutil
import socket
import ssl
import struct
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from slow_amqp import answer_amqp
from slow_tds import answer_tds

HOST = "127.0.0.1"
DELAY = 0.5


def start_all(folder):
    """Starts every slow server; returns the environment by which a program finds them."""
    http_port = start_http()
    environment = {
        "SLOW_HTTP_URL": f"http://{HOST}:{http_port}/",
        "SLOW_HTTP_PORT": str(http_port),
        "SILENT_PORT": str(start(stay_silent)),  # takes connections, never answers
        "CLOSING_PORT": str(start(close_late)),  # takes connections, hangs up after DELAY
        "SLOW_LINES_PORT": str(start(answer_lines)),  # greets and answers like an SMTP server
        "SLOW_MONGODB_PORT": str(start(answer_mongodb)),
        "SLOW_AMQP_PORT": str(start(answer_amqp)),
        "SLOW_TDS_PORT": str(start(answer_tds)),
        "SILENT_DNS_PORT": str(start_silent_udp()),
    }
    if shutil.which("openssl"):
        environment["SLOW_HTTPS_URL"] = f"https://{HOST}:{start_http(certificate(folder))}/"
    return environment


def start_proxy(port):
    """A port that passes everything on to `port`, and holds back what comes from there."""

    def pass_on(connection):
        server = socket.create_connection((HOST, port))
        threading.Thread(target=copy, args=(connection, server, 0), daemon=True).start()
        copy(server, connection, DELAY)

    return start(pass_on)


def copy(source, target, delay):
    try:
        while data := source.recv(65536):
            time.sleep(delay)
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass  # the other side has gone


def start(handle):
    """Serves connections with `handle(connection)`, each in a thread; returns the port."""
    listener = socket.create_server((HOST, 0), backlog=64)

    def serve(connection):
        with connection:
            try:
                handle(connection)
            except (OSError, EOFError):
                pass  # the client has gone

    def accept():
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=serve, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    return listener.getsockname()[1]


def stay_silent(connection):
    while connection.recv(65536):
        pass


def close_late(_connection):
    time.sleep(DELAY)


def answer_lines(connection):
    time.sleep(DELAY)
    connection.sendall(b"220 ready\r\n")
    while connection.recv(4096):
        time.sleep(DELAY)
        connection.sendall(b"250 done\r\n")


def start_silent_udp():
    listener = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    listener.bind((HOST, 0))

    def swallow():
        while True:
            listener.recv(65536)

    threading.Thread(target=swallow, daemon=True).start()
    return listener.getsockname()[1]


class SlowAnswers(BaseHTTPRequestHandler):
    """Says {} to everything, after DELAY."""

    protocol_version = "HTTP/1.1"

    def answer(self):
        self.read_body()
        time.sleep(DELAY)
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", "2")
        self.send_header("x-elastic-product", "Elasticsearch")  # its client asks for it
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(b"{}")

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = answer

    def read_body(self):
        if "chunked" not in self.headers.get("transfer-encoding", ""):
            self.rfile.read(int(self.headers.get("content-length", 0)))
            return
        while size := int(self.rfile.readline().split(b";")[0], 16):
            self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()

    def log_message(self, *_):
        pass


def start_http(certificate_path=None):
    server = ThreadingHTTPServer((HOST, 0), SlowAnswers)
    server.daemon_threads = True
    if certificate_path:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate_path)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def certificate(folder):
    """A file with a new key and a certificate that nobody has signed."""
    path = os.path.join(folder, "certificate.pem")
    options = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    name = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    command = ["openssl", "req", "-x509", *options, *name, "-keyout", path, "-out", path + ".crt"]
    subprocess.run(command, check=True, capture_output=True)
    with open(path, "a", encoding="ascii") as key, open(path + ".crt", encoding="ascii") as signed:
        key.write(signed.read())
    return path


def answer_mongodb(connection):
    """As much of a MongoDB as a client needs for connecting and for commands; ping is slow."""
    while True:
        length, request, _, operation = struct.unpack("<iiii", read_exactly(connection, 16))
        body = read_exactly(connection, length - 16)
        greeting = operation != 2013 or b"hello\0" in body or b"ismaster\0" in body.lower()
        if not greeting and b"endSessions\0" not in body:
            time.sleep(DELAY)
        answer = GREETING if greeting else DONE
        if operation == 2013:  # OP_MSG, else the old OP_QUERY, answered by OP_REPLY
            reply, kind = struct.pack("<iB", 0, 0) + answer, 2013
        else:
            reply, kind = struct.pack("<iqii", 8, 0, 0, 1) + answer, 1
        connection.sendall(struct.pack("<iiii", 16 + len(reply), 1, request, kind) + reply)


def read_exactly(connection, count):
    data = b""
    while len(data) < count:
        part = connection.recv(count - len(data))
        if not part:
            raise EOFError
        data += part
    return data


def bson(document):
    """A document of booleans, integers and floats in MongoDB's format."""
    fields = b""
    for name, value in document.items():
        key = name.encode() + b"\0"
        if isinstance(value, bool):
            fields += b"\x08" + key + bytes([value])
        elif isinstance(value, int):
            fields += b"\x10" + key + struct.pack("<i", value)
        else:
            fields += b"\x01" + key + struct.pack("<d", value)
    return struct.pack("<i", 5 + len(fields)) + fields + b"\0"


GREETING = bson(
    {
        "ismaster": True,
        "isWritablePrimary": True,
        "helloOk": True,
        "readOnly": False,
        "maxBsonObjectSize": 16777216,
        "maxMessageSizeBytes": 48000000,
        "maxWriteBatchSize": 100000,
        "minWireVersion": 0,
        "maxWireVersion": 21,
        "ok": 1.0,
    }
)
DONE = bson({"ok": 1.0, "n": 0})
