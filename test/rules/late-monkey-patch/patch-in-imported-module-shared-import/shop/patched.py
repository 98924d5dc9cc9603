import json
from select import select  # expect: GVT101

from gevent import monkey

monkey.patch_all()


def wait():
    return json.dumps(select([], [], [], 1))
