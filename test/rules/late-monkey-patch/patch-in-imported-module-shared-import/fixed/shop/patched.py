from gevent import monkey
monkey.patch_all()

import json
from select import select  # expect: GVT101


def wait():
    return json.dumps(select([], [], [], 1))
