import bcrypt
import gevent
import msgpack
import numpy
import orjson
import yaml
from lxml import etree

TABLE = bcrypt.hashpw(b"start-up", bcrypt.gensalt())


def small(request):
    numpy.dot([1, 2], [3, 4])
    etree.fromstring(request)
    yaml.safe_load(open("settings.yaml"))
    return orjson.loads(request), msgpack.packb({})


def native(password):
    return bcrypt.hashpw(password, TABLE)


def offload(password):
    return gevent.get_hub().threadpool.apply(native, (password,))


gevent.joinall([gevent.spawn(small, b""), gevent.spawn(offload, b"")])
