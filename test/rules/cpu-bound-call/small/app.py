from gevent import monkey

monkey.patch_all()

import gzip
import hashlib
import json
import pickle
import zlib

import gevent
from gevent.pywsgi import WSGIServer

PEPPER = b"p" * 1000


def application(environ, start_response):
    body = environ["wsgi.input"].read()
    order = json.loads(body)
    packed = zlib.compress(body) + gzip.compress(json.dumps(order).encode())
    small = zlib.compress(PEPPER * 100)
    digest = hashlib.sha256(body).hexdigest()
    with open("settings.json") as file:
        settings = json.loads(file.read())
    pickle.loads(pickle.dumps(settings))
    key = hashlib.pbkdf2_hmac("sha256", body, b"salt", 1000)
    hashlib.scrypt(body, salt=b"s", n=1024, r=8, p=1)
    quick = hashlib.pbkdf2_hmac("sha256", body, b"salt", 10 if order else 5)
    start_response("200 OK", [])
    return [packed, small, digest.encode(), key, quick]


WSGIServer(("127.0.0.1", 0), application).start()
gevent.sleep(0)
