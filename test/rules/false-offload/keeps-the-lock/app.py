from gevent import monkey

monkey.patch_all()

import json
import re
from concurrent.futures import ThreadPoolExecutor


def match(text):
    return re.match("(a+)+b", text)


def dump():
    return json.dumps([1, 2, 3] * 1_000_000)


with ThreadPoolExecutor(2) as executor:
    executor.submit(match, "a" * 24)  # expect: GVT213
    executor.submit(dump)  # expect: GVT213
