from gevent import monkey

monkey.patch_all()

from flask import Flask, request
from gevent.pywsgi import WSGIServer
from passlib.context import CryptContext
from passlib.hash import bcrypt_sha256, ldap_plaintext

app = Flask(__name__)
passwords = CryptContext(schemes=["bcrypt"])
# Made once, while nobody is served.
NOBODY = bcrypt_sha256.hash("nobody")


@app.route("/register", methods=["POST"])
def register():
    return bcrypt_sha256.hash(request.form["password"])  # expect: GVT303


@app.route("/login", methods=["POST"])
def login():
    return str(passwords.verify(request.form["password"], NOBODY))  # expect: GVT303


@app.route("/plain", methods=["POST"])
def plain():
    return ldap_plaintext.hash(request.form["password"])


WSGIServer(("127.0.0.1", 0), app).serve_forever()
