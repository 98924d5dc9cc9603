"""Servers that a library starts, each in a process of its own, and how long a request waits there."""

import socket
import subprocess
import sys
import time


class Elsewhere(float):
    """Seconds that others had to wait in another process: what an operation returns that asks one.

    It counts in place of the gap of the heartbeat here.
    """


def second_request(port):
    """How long a web server at `port` lets a request wait while another one takes half a second.

    It answers `/wait` late, everything else at once, and each with "ok" or with what went wrong.
    """
    import gevent

    first = gevent.spawn(fetch, port, "/wait")
    gevent.sleep(0.1)
    seconds = duration(lambda: fetch(port, "/"))
    first.get()
    return Elsewhere(seconds)


def fetch(port, path="/"):
    import urllib.request

    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
        said = answer.read().decode()
    if said != "ok":
        raise RuntimeError(said)


def start_program(*command):
    """Starts a server of the library's own in the background; `{port}` in a word is its port."""
    port = free_port()
    words = [word.replace("{port}", str(port)) for word in command]
    child = subprocess.Popen([sys.executable, *words])  # ends with this process's group
    wait_until_it_listens(child, port)
    return port


def wait_until_it_listens(child, port):
    while child.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("the server has ended")


def duration(operation):
    start = time.perf_counter()
    operation()
    return time.perf_counter() - start


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
