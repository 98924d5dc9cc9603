from gevent import monkey
monkey.patch_all()
import gevent
import mysql.connector


def ask():
    connection = mysql.connector.connect(host="localhost", use_pure=True)
    connection.cursor().execute("select 1")


gevent.spawn(ask).join()
