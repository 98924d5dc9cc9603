"""Starts one process of the Procfile in the working folder, as Heroku would, for a proof.

    python procfile.py NAME [PATH]

With PATH the process is a web server: it is asked for PATH as soon as it listens, the answer is
printed, and it is ended. Without, its standard output is passed on until it ends by itself.
LIBRARIES is a Python whose packages it may import besides.
"""
import os
import re
import signal
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.request

name, path = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else ""
with open("Procfile", encoding="utf-8") as procfile:
    command = re.search(rf"^{re.escape(name)}:\s*(.+)$", procfile.read(), re.MULTILINE).group(1)

scripts = sysconfig.get_path("scripts")
places = ["."]
if "LIBRARIES" in os.environ:
    ask = "import sysconfig; print(sysconfig.get_path('platlib'))"
    places.append(subprocess.check_output([os.environ["LIBRARIES"], "-c", ask], text=True).strip())
path_of_modules = os.pathsep.join(places)
environment = {**os.environ, "PATH": scripts + os.pathsep + os.environ["PATH"], "PYTHONPATH": path_of_modules}
if path:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    given = environment.get("GUNICORN_CMD_ARGS", "")
    environment["GUNICORN_CMD_ARGS"] = f"{given} --bind 127.0.0.1:{port}".strip()

process = subprocess.Popen(command, shell=True, env=environment, start_new_session=True)
if not path:
    sys.exit(process.wait())
try:
    while process.poll() is None:
        try:
            url = f"http://127.0.0.1:{port}{path}"
            print(urllib.request.urlopen(url, timeout=10).read().decode(), flush=True)
            break
        except OSError:
            time.sleep(0.05)
finally:
    os.killpg(process.pid, signal.SIGKILL)
