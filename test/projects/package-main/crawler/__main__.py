from gevent import monkey

monkey.patch_all()

import importlib

from . import VERSION, parsers
from .queue import frontier

html = importlib.import_module("crawler.parsers.html")
text = importlib.import_module(".text", "crawler.parsers")

if __name__ == "__main__":
    frontier.put("http://127.0.0.1:9/")
    print(VERSION, html.parse, text.parse)
