"""What surrounds the queries closes the connection."""
from gevent import monkey
monkey.patch_all()
from contextlib import closing, contextmanager

import gevent
from django.contrib.auth.models import User
from django.db import connection, connections


@contextmanager
def database():
    try:
        yield
    finally:
        connections.close_all()


def in_block(pk):
    with database():
        print(User.objects.get(pk=pk))


def in_closing(pk):
    with closing(connection):
        print(User.objects.get(pk=pk))


def linked(pk):
    print(User.objects.get(pk=pk))


def start(keys):
    for pk in keys:
        gevent.spawn(in_block, pk)
        gevent.spawn(in_closing, pk)


def start_linked(keys):
    for pk in keys:
        gevent.spawn(linked, pk).link(lambda _: connections.close_all())
