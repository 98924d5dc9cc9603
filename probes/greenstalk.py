"""An answer that takes half a second."""

import os
import socketserver

from harness import library, peer

about = {"family": "Messaging and remote calls", "packages": ["greenstalk"]}


@peer
def accept_jobs_slowly(port):
    import time

    class Jobs(socketserver.StreamRequestHandler):
        def handle(self):
            while self.rfile.readline() and self.rfile.readline():
                time.sleep(0.5)
                self.wfile.write(b"INSERTED 1\r\n")

    socketserver.ThreadingTCPServer(("127.0.0.1", port), Jobs).serve_forever()


@library
def patched():
    import greenstalk

    client = greenstalk.Client(("127.0.0.1", int(os.environ["PEER_PORT"])))
    return lambda: client.put("hello")
