"""A query that takes half a second, over the C extension; from 26.7 on it needs OpenSSL 3.2."""

import os

from harness import cure, in_pool, library, seen, when_exhausted

about = {
    "family": "MySQL and MariaDB",
    "packages": ["mysql-connector-python==9.7.0"],
    "server": "mariadb",
}


@library
def patched(**options):
    import mysql.connector

    port = int(os.environ["MYSQL_TCP_PORT"])
    options = {"collation": "utf8mb4_general_ci", "use_pure": False, **options}
    connection = mysql.connector.connect(
        host="127.0.0.1", port=port, user="probe", password="probe", **options
    )

    def query():
        cursor = connection.cursor()
        cursor.execute("select sleep(0.5)")
        cursor.fetchall()

    return query


@cure
def use_pure():
    return patched(use_pure=True)


@cure
def threadpool():
    return in_pool(patched())


@seen("connection-pools")
def a_pool_without_a_place():
    from mysql.connector.pooling import MySQLConnectionPool

    port = int(os.environ["MYSQL_TCP_PORT"])
    login = {"user": "probe", "password": "probe", "collation": "utf8mb4_general_ci"}
    pool = MySQLConnectionPool(host="127.0.0.1", port=port, use_pure=True, **login)
    places = [pool.get_connection() for _ in range(pool.pool_size)]
    found = when_exhausted(pool.get_connection)
    path = "mysql.connector.pooling.MySQLConnectionPool"
    return [{"path": path, "default": len(places), **found}]
