from gevent import monkey
monkey.patch_all()
import gevent
import mysql.connector  # expect: GVT301


def ask():
    connection = mysql.connector.connect(host="localhost", user="shop")
    connection.cursor().execute("select 1")


gevent.spawn(ask).join()
