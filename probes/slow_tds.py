"""As much of an SQL Server as clients need to connect and to run statements, in DELAY seconds each."""

import struct
import time

DELAY = 0.5
BATCH, LOGIN, PRELOGIN, ANSWER = 0x01, 0x10, 0x12, 0x04
HEADER = struct.Struct(">BBHHBB")
DONE = b"\xfd" + struct.pack("<HHQ", 0, 0, 0)


def answer_tds(connection):
    stream = connection.makefile("rb")
    while header := stream.read(HEADER.size):
        kind, last, length = HEADER.unpack(header)[:3]
        stream.read(length - HEADER.size)
        if not last & 1:
            continue  # a part of a longer message
        time.sleep(DELAY)
        said = {PRELOGIN: prelogin, LOGIN: login}.get(kind, lambda: DONE)()
        length = HEADER.size + len(said)
        connection.sendall(HEADER.pack(ANSWER, 1, length, 0, 1, 0) + said)


def prelogin():
    """The server's version, and that it does not encrypt."""
    version, encryption = struct.pack(">BBHH", 15, 0, 2000, 0), b"\x02"
    options = struct.pack(">BHHBHHB", 0, 11, len(version), 1, 11 + len(version), 1, 0xFF)
    return options + version + encryption


def login():
    """That the login is fine, for TDS 7.4."""
    name = "Microsoft SQL Server"
    said = b"\x01\x74\0\0\x04" + bytes([len(name)]) + name.encode("utf-16-le") + b"\x0f\0\x07\xd0"
    return b"\xad" + struct.pack("<H", len(said)) + said + DONE
