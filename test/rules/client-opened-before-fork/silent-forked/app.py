import multiprocessing
import os
import sys

import gevent
import psycopg
import redis
from pg8000.native import Connection
from pymemcache.client.base import Client

in_the_child = psycopg.connect("")
in_the_parent = psycopg.connect("")
one_after_the_other = psycopg.connect("")
before = psycopg.connect("")
in_turn = psycopg.connect("")
closed = psycopg.connect("")
cache = redis.Redis()
memory = Client("localhost")
demon = psycopg.connect("")
spawned = psycopg.connect("")
unknown = psycopg.connect("")
unstarted = psycopg.connect("")


def child_alone():
    pid = os.fork()
    if pid == 0:
        in_the_child.execute("select 1")
        os._exit(0)
    os.waitpid(pid, 0)


def parent_alone():
    if os.fork() == 0:
        print("child")
        os._exit(0)
    in_the_parent.execute("select 1")


def ask():
    one_after_the_other.execute("select 1")


def waits():
    child = multiprocessing.Process(target=ask)
    child.start()
    child.join()
    ask()


def waits_by_hand():
    pid = os.fork()
    if pid == 0:
        ask()
        os._exit(0)
    os.waitpid(pid, 0)
    ask()


def used_before():
    before.execute("select 1")
    pid = os.fork()
    if pid == 0:
        before.execute("select 2")
        os._exit(0)


def turn():
    in_turn.execute("select 1")


def each_in_turn():
    for _ in range(4):
        child = multiprocessing.Process(target=turn)
        child.start()
        child.join()


def closes():
    if os.fork() == 0:
        closed.close()
        with psycopg.connect("") as own:
            own.execute("select 1")
        os._exit(0)
    closed.execute("select 1")


def libraries_that_notice():
    if os.fork() == 0:
        cache.get("a")
        memory.get("b")
        os._exit(0)
    cache.get("a")
    memory.get("b")


def own():
    connection = Connection("shop")
    connection.run("select 1")


def opened_in_the_child():
    if os.fork() == 0:
        own()
        os._exit(0)
    own()


def daemonize():
    if os.fork():
        sys.exit(0)
    demon.execute("select 1")


def read():
    spawned.execute("select 1")


def spawns():
    child = multiprocessing.get_context("spawn").Process(target=read)
    child.start()
    read()


def both():
    """Which is which is not known."""
    pid = os.fork()
    unknown.execute("select %s", (pid,))


def start():
    unstarted.execute("select 1")


def never_started():
    multiprocessing.Process(target=start)
    start()


def main():
    child_alone()
    parent_alone()
    waits()
    waits_by_hand()
    used_before()
    each_in_turn()
    closes()
    libraries_that_notice()
    opened_in_the_child()
    spawns()
    never_started()
    gevent.sleep(1)
    both()
    daemonize()


if __name__ == "__main__":
    main()
