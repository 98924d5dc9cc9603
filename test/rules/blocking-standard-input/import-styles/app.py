from gevent import monkey

monkey.patch_all()

import builtins
import getpass
import sys
from getpass import getpass as ask_secret
from sys import stdin

import gevent


def questions():
    name = builtins.input()  # expect: GVT203
    secret = getpass.getpass("password: ")  # expect: GVT203
    again = ask_secret(prompt="again: ")  # expect: GVT203
    rest = sys.stdin.read()  # expect: GVT203
    line = stdin.readline(80)  # expect: GVT203
    lines = [text.strip() for text in sys.stdin.readlines()]  # expect: GVT203
    data = sys.stdin.buffer.read(  # expect: GVT203
        1024,
    )
    return "🔑", int(input("🔢 ")), name, secret, again, rest, line, lines, data  # expect: GVT203
    #                ^^^^^^^^^^^^


gevent.spawn(questions).join()
