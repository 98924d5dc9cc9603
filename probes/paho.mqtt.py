"""Half a second of a broker that has nothing to say, and waiting as long until it has a message."""

import os
import socketserver

from harness import library, peer

about = {"family": "Messaging and remote calls", "packages": ["paho-mqtt"]}


@peer
def acknowledge_slowly(port):
    import time

    class Broker(socketserver.StreamRequestHandler):
        def handle(self):
            while header := self.rfile.read(2):
                body = self.rfile.read(header[1])
                if header[0] >> 4 == 1:  # CONNECT
                    self.wfile.write(b"\x20\x02\0\0")
                elif header[0] >> 4 == 3:  # PUBLISH: the packet's number stands behind the topic
                    where = 2 + int.from_bytes(body[:2], "big")
                    time.sleep(0.5)
                    self.wfile.write(b"\x40\x02" + body[where : where + 2])

    socketserver.ThreadingTCPServer(("127.0.0.1", port), Broker).serve_forever()


def client():
    from paho.mqtt.client import CallbackAPIVersion, Client

    connected = Client(CallbackAPIVersion.VERSION2)
    connected.connect("127.0.0.1", int(os.environ["PEER_PORT"]))
    return connected


@library
def patched():
    connected = client()
    connected.loop(0.2)
    connected.loop(0.2)
    return lambda: connected.loop(timeout=0.6)


@library
def publishing():
    connected = client()
    connected.loop_start()

    def publish():
        message = connected.publish("topic", b"hello", qos=1)
        message.wait_for_publish(5)
        if not message.is_published():
            raise RuntimeError("not published")

    return publish
