from gevent import monkey
monkey.patch_all()
import gevent
import psycopg  # expect: GVT301


def ask():
    psycopg.connect("dbname=shop").execute("select pg_sleep(1)")


gevent.spawn(ask).join()
