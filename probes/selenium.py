"""Going to a page, in a remote browser that takes half a second to answer."""

import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from harness import library, peer

about = {"family": "HTTP and network", "packages": ["selenium"]}


@peer
def answer_slowly(port):
    import time

    class Browser(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["content-length"]))
            time.sleep(0.5)
            said = b'{"value": {"sessionId": "probe", "capabilities": {}}}'
            self.send_response(200)
            self.send_header("content-length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_):
            pass

    ThreadingHTTPServer(("127.0.0.1", port), Browser).serve_forever()


@library
def patched():
    from selenium import webdriver

    where = f"http://127.0.0.1:{os.environ['PEER_PORT']}"
    driver = webdriver.Remote(where, options=webdriver.ChromeOptions())
    return lambda: driver.get("http://probe/")
