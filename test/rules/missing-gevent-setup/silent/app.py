from gevent import monkey
monkey.patch_all()
import gevent
import psycopg
import zmq.green as zmq


def ask():
    psycopg.connect("").execute("select 1")


def listen():
    zmq.Context.instance().socket(zmq.PULL).recv()


gevent.joinall([gevent.spawn(ask), gevent.spawn(listen)])
