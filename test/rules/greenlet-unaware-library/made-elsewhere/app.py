from gevent import monkey
monkey.patch_all()
import gevent
import mysql.connector  # expect: GVT301

connection = mysql.connector.connect(host="localhost")


def ask():
    cursor = connection.cursor()
    cursor.execute("select sleep(1)")
    return cursor.fetchall()


gevent.spawn(ask).join()
