"""A query that takes half a second, over libmysqlclient or libmariadb."""

import os

from harness import cure, in_pool, library, setup

about = {
    "family": "MySQL and MariaDB",
    "packages": ["mysqlclient", "PyMySQL"],
    "server": "mariadb",
}

SLOW_QUERY = "select sleep(0.5)"


def where(port="MYSQL_TCP_PORT"):
    port = int(os.environ[port])
    return {"host": "127.0.0.1", "port": port, "user": "probe", "password": "probe"}


@library
def patched():
    import MySQLdb

    cursor = MySQLdb.connect(**where()).cursor()
    return lambda: cursor.execute(SLOW_QUERY)


@library
def connecting():
    import MySQLdb

    return lambda: MySQLdb.connect(**where("MARIADB_SLOW_PORT"))


@setup(row="split-query")
def query_split_around_the_wait():
    from gevent.socket import wait_read
    from MySQLdb.connections import Connection

    class Green(Connection):
        def query(self, query):
            self.send_query(bytes(query))
            wait_read(self.fileno())
            self.read_query_result()

    cursor = Green(**where()).cursor()
    return lambda: cursor.execute(SLOW_QUERY)


@library(row="split-query")
def connecting_with_a_split_query():
    return connecting()


@cure
def pymysql_in_its_place():
    import pymysql

    pymysql.install_as_MySQLdb()
    return patched()


@cure
def threadpool():
    return in_pool(patched())
