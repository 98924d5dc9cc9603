#!/usr/bin/env python
from gevent import monkey; monkey.patch_all()

import argparse
import json
import logging

from gevent.pywsgi import WSGIServer

from caching import SlowMemo
from store import Articles


class Api:
    def __init__(self, memo, articles):
        self.memo = memo
        self.articles = articles

    def __call__(self, environ, start_response):
        key = environ["PATH_INFO"].strip("/")
        body = self.memo.get_or_set(key, lambda: self.articles.by_slug(key))
        start_response("200 OK", [("Content-Type", "application/json")])
        return [json.dumps(body).encode()]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=8000)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    api = Api(SlowMemo(["127.0.0.1"]), Articles("mongodb://localhost"))
    WSGIServer(("", args.port), api).serve_forever()


if __name__ == "__main__":
    main()
