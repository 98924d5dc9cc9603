import MySQLdb


def count():
    connection = MySQLdb.connect("shop")
    return connection.cursor().execute("select count(*) from orders")
