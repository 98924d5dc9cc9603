"""Load the shop for a few seconds and say how long its loop ever stood still.

python load_check.py            # starts serve.py on a free port, asks, stops it
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

PAGES = ["/order?customer=ann", "/order?customer=bob", "/invoice", "/print", "/archive", "/revenue", "/login?password=x", "/remind?customer=ann"]


def main():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as data:
        server = subprocess.Popen(
            [sys.executable, "serve.py", str(port)],
            cwd=os.path.dirname(os.path.abspath(__file__)),
            env={**os.environ, "SHOP_DATA": data},
            stdout=subprocess.DEVNULL,
        )
        try:
            wait_for(port)
            get(port, "/heartbeat")
            for page in PAGES:
                threads = [threading.Thread(target=get, args=(port, page)) for _ in range(2)]
                for thread in threads:
                    thread.start()
                for thread in threads:
                    thread.join()
                time.sleep(0.1)
                pause = get(port, "/heartbeat")["longest_pause"]
                print(f"{page:24} longest pause {pause * 1000:5.0f} ms", flush=True)
        finally:
            server.terminate()
            server.wait()


def get(port, page):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{page}", timeout=30) as answer:
        return json.load(answer)


def wait_for(port):
    for _ in range(100):
        try:
            get(port, "/heartbeat")
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the shop did not start")


if __name__ == "__main__":
    main()
