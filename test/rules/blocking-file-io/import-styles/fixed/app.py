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

import gevent
from gevent.pywsgi import WSGIServer

ROOT = Path("/srv")
PAGE = ROOT / "page.html"


def application(environ, start_response):
    page = gevent.get_hub().threadpool.apply(PAGE.read_text, (), {"encoding": "utf-8"})  # expect: GVT206
    gevent.get_hub().threadpool.apply((ROOT / "copy.html").write_text, (page,))  # expect: GVT206
    text = gevent.get_hub().threadpool.apply(gevent.get_hub().threadpool.apply(open, ("notes.txt",), {"encoding": "utf-8"}).read)  # expect: GVT206
    with gevent.get_hub().threadpool.apply(io.open, ("a", "rb")) as first, gevent.get_hub().threadpool.apply(gzip.open, ("b",)) as second:  # expect: GVT206, GVT206
        both = gevent.get_hub().threadpool.apply(first.read) + gevent.get_hub().threadpool.apply(second.read)
    with gevent.get_hub().threadpool.apply(open, ("settings.json",)) as file:  # expect: GVT206
        settings = gevent.get_hub().threadpool.apply(json.load, (file,))
    out = gevent.get_hub().threadpool.apply(codecs.open, ("out.txt", "w", "utf-8"))  # expect: GVT206
    for line in text.splitlines():
        out.write(line)
    out.close()
    with gevent.get_hub().threadpool.apply(ROOT.joinpath("log").open, ("a",)) as log:  # expect: GVT206
        gevent.get_hub().threadpool.apply(log.write, ("asked\n",))
    gevent.get_hub().threadpool.apply(copytree, ("a", "b"), {"dirs_exist_ok": True})  # expect: GVT206
    gevent.get_hub().threadpool.apply(shutil.rmtree, ("b",))  # expect: GVT206
    listed = gevent.get_hub().threadpool.apply(names, ("/srv",)) + gevent.get_hub().threadpool.apply(glob.glob, ("*.txt",))  # expect: GVT206, GVT206
    walked = [files for _, _, files in os.walk("/srv")]  # expect: GVT206
    start_response("200 OK", [])
    return [both, str((settings, listed, walked)).encode()]


WSGIServer(("127.0.0.1", 0), application).start()
