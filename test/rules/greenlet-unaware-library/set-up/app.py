from gevent import monkey
monkey.patch_all()
import pymysql
pymysql.install_as_MySQLdb()
import gevent
import MySQLdb


def ask():
    MySQLdb.connect("shop").cursor().execute("select 1")


gevent.spawn(ask).join()
