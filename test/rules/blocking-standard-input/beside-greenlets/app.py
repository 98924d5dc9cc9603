from gevent import monkey

monkey.patch_all()
import code
import sys
import threading

import gevent
from gevent.pool import Pool
from gevent.pywsgi import WSGIServer


def work():
    while True:
        gevent.sleep(1)


def application(environ, start_response):
    start_response("200 OK", [])
    return [b""]


def console():
    name = input("Your name: ")
    gevent.spawn(work)
    while True:
        line = input(name + "> ")  # expect: GVT203
        #      ^^^^^^^^^^^^^^^^^^


def serve():
    server = WSGIServer(("", 8000), application)
    server.start()
    input("Press Enter to stop")  # expect: GVT203
    server.stop()
    input("Press Enter to quit")


def in_threads():
    threading.Thread(target=work, daemon=True).start()
    for line in sys.stdin:  # expect: GVT203
        print(line)


def each():
    while True:
        line = sys.stdin.readline()  # expect: GVT203
        gevent.spawn(print, line)


def shell():
    pool = Pool(3)
    pool.spawn(work)
    code.interact()  # expect: GVT203


def ask(text):
    return input(text).strip()  # expect: GVT203


def menu():
    server = WSGIServer(("", 8001), application)
    server.start()
    while ask("Quit? ") != "y":
        print("serving")


def ask_first(text):
    return input(text)


def questions():
    if ask_first("Really? ") == "y":
        gevent.spawn(work).join()
    ask_first("Again? ")


def one_by_one():
    while True:
        line = sys.stdin.readline()
        gevent.spawn(print, line).join()


def afterwards():
    gevent.joinall([gevent.spawn(print, 1)])
    return input("Again? ")


def first():
    answer = input("Start? ")
    if answer:
        gevent.spawn(work)


if __name__ == "__main__":
    console()
