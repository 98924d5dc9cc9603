from gevent import monkey

monkey.patch_all()

import codecs
import glob
import gzip
import io
import json
import os
import shutil
from os import listdir as names
from pathlib import Path
from shutil import copytree

from gevent.pywsgi import WSGIServer

ROOT = Path("/srv")
PAGE = ROOT / "page.html"


def application(environ, start_response):
    page = PAGE.read_text(encoding="utf-8")  # expect: GVT206
    (ROOT / "copy.html").write_text(page)  # expect: GVT206
    text = open("notes.txt", encoding="utf-8").read()  # expect: GVT206
    with io.open("a", "rb") as first, gzip.open("b") as second:  # expect: GVT206, GVT206
        both = first.read() + second.read()
    with open("settings.json") as file:  # expect: GVT206
        settings = json.load(file)
    out = codecs.open("out.txt", "w", "utf-8")  # expect: GVT206
    for line in text.splitlines():
        out.write(line)
    out.close()
    with ROOT.joinpath("log").open("a") as log:  # expect: GVT206
        log.write("asked\n")
    copytree("a", "b", dirs_exist_ok=True)  # expect: GVT206
    shutil.rmtree("b")  # expect: GVT206
    listed = names("/srv") + glob.glob("*.txt")  # expect: GVT206, GVT206
    walked = [files for _, _, files in os.walk("/srv")]  # expect: GVT206
    start_response("200 OK", [])
    return [both, str((settings, listed, walked)).encode()]


WSGIServer(("127.0.0.1", 0), application).start()
