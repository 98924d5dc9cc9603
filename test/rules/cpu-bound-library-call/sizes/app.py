import gevent
import numpy
import orjson
import pandas
from PIL import Image
from werkzeug.security import check_password_hash as check


def thumbnail(path):
    image = Image.open(path)
    image.thumbnail((100, 100))  # expect: GVT303


def table(path):
    return pandas.read_csv(path)  # expect: GVT303


def known(password, stored):
    return check(stored, password)  # expect: GVT303


def much():
    return orjson.dumps("x" * 5_000_000)  # expect: GVT303


def decompose(matrix):
    return numpy.linalg.svd(matrix)  # expect: GVT303


gevent.joinall([
    gevent.spawn(thumbnail, "a.png"),
    gevent.spawn(table, "a.csv"),
    gevent.spawn(known, "", ""),
    gevent.spawn(much),
    gevent.spawn(decompose, []),
])
