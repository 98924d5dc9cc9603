from gevent import monkey

monkey.patch_all()

import builtins
import getpass
import sys
from getpass import getpass as ask_secret
from sys import stdin

import gevent


def questions():
    name = gevent.get_hub().threadpool.apply(builtins.input)  # expect: GVT203
    secret = gevent.get_hub().threadpool.apply(getpass.getpass, ("password: ",))  # expect: GVT203
    again = gevent.get_hub().threadpool.apply(ask_secret, (), {"prompt": "again: "})  # expect: GVT203
    rest = gevent.get_hub().threadpool.apply(sys.stdin.read)  # expect: GVT203
    line = gevent.get_hub().threadpool.apply(stdin.readline, (80,))  # expect: GVT203
    lines = [text.strip() for text in gevent.get_hub().threadpool.apply(sys.stdin.readlines)]  # expect: GVT203
    data = gevent.get_hub().threadpool.apply(sys.stdin.buffer.read, (  # expect: GVT203
        1024,),
    )
    return "🔑", int(gevent.get_hub().threadpool.apply(input, ("🔢 ",))), name, secret, again, rest, line, lines, data  # expect: GVT203
    #                ^^^^^^^^^^^^


gevent.spawn(questions).join()
