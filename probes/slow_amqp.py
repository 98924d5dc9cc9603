"""As much of an AMQP 0-9-1 broker as clients need to connect, open channels and declare queues.

Every answer takes DELAY seconds; no message ever comes.
"""

import struct
import time

DELAY = 0.5
METHOD, FRAME_END = 1, b"\xce"
OPEN_CONNECTION, TUNE_OK, START_OK = (10, 40), (10, 31), (10, 11)


def long_string(text):
    return struct.pack(">I", len(text)) + text


START = (
    bytes([0, 9]) + struct.pack(">I", 0) + long_string(b"PLAIN AMQPLAIN") + long_string(b"en_US")
)
TUNE = struct.pack(">HIH", 2047, 131072, 0)
ANSWERS = {
    START_OK: ((10, 30), TUNE),
    OPEN_CONNECTION: ((10, 41), b"\0"),
    (10, 50): ((10, 51), b""),  # close the connection
    (20, 10): ((20, 11), struct.pack(">I", 0)),  # open a channel
    (20, 40): ((20, 41), b""),  # close it
    (50, 10): ((50, 11), b"\x05probe" + struct.pack(">II", 0, 0)),  # declare a queue
    (60, 10): ((60, 11), b""),  # how many messages to send ahead
    (60, 20): ((60, 21), b"\x05probe"),  # consume
}


def answer_amqp(connection):
    stream = connection.makefile("rb")
    stream.read(8)  # which protocol it is
    time.sleep(DELAY)
    connection.sendall(frame(0, (10, 10), START))
    while header := stream.read(7):
        kind, channel, length = struct.unpack(">BHI", header)
        body = stream.read(length + 1)
        method = struct.unpack(">HH", body[:4])
        if kind == METHOD and method in ANSWERS:
            time.sleep(DELAY)
            connection.sendall(frame(channel, *ANSWERS[method]))


def frame(channel, method, arguments):
    body = struct.pack(">HH", *method) + arguments
    return struct.pack(">BHI", METHOD, channel, len(body)) + body + FRAME_END
