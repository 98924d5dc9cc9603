from gevent import monkey
monkey.patch_all()

import requests, psycopg  # expect: GVT102
import json

import gevent


def fetch():
    return requests.get("https://example.org"), psycopg.connect("dbname=shop"), json


gevent.spawn(fetch).join()
