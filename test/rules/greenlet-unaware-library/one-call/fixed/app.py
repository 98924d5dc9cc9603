from gevent import monkey
monkey.patch_all()
import subprocess
import sys

import gevent
import pycurl


def fetch(url):
    curl = pycurl.Curl()
    curl.setopt(pycurl.URL, url)
    curl.setopt(pycurl.WRITEFUNCTION, lambda data: None)
    gevent.get_hub().threadpool.apply(curl.perform)  # expect: GVT301
#   ^^^^^^^^^^^^^^
    curl.close()


def serve_in_another_process():
    program = (
        "import socket, time\n"
        "s = socket.create_server(('127.0.0.1', 0))\n"
        "print(s.getsockname()[1], flush=True)\n"
        "c, _ = s.accept()\n"
        "c.recv(1000)\n"
        "time.sleep(0.6)\n"
        "c.sendall(b'HTTP/1.0 200 OK\\r\\nContent-Length: 4\\r\\n\\r\\nlate')\n"
    )
    server = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    return server, server.stdout.readline().strip()


if __name__ == "__main__":
    server, port = serve_in_another_process()
    gevent.spawn(fetch, f"http://127.0.0.1:{port}/").join()
    server.wait()
