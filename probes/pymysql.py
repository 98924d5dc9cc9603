"""A query that takes half a second."""

import os

from harness import in_two_greenlets, library, seen, told, trap

about = {"family": "MySQL and MariaDB", "packages": ["PyMySQL"], "server": "mariadb"}


def connect():
    import pymysql

    port = int(os.environ["MYSQL_TCP_PORT"])
    return pymysql.connect(
        host="127.0.0.1", port=port, user="probe", password="probe", database="probe"
    )


@library
def patched():
    connection = connect()
    return lambda: connection.cursor().execute("select sleep(0.5)")


@trap
def connection_shared():
    return in_two_greenlets(patched())


@seen("shared-connections")
def two_greenlets_on_one_connection():
    try:
        connection_shared()()
    except Exception as error:
        effect = told(error).partition(" inside ")[0]
        return [{"path": "pymysql.connections.Connection", "effect": effect}]


@seen("transactions")
def ends_of_transactions():
    def is_open(connection):
        return bool(connection.server_status & 1)  # SERVER_STATUS_IN_TRANS

    connect().cursor().execute("create or replace table probe (a int) engine=innodb")
    insert = "insert into probe values (%s)"
    rows = []
    for method, values in (("execute", [1]), ("executemany", [[1]])):
        connection = connect()
        getattr(connection.cursor(), method)(insert, values)
        if is_open(connection):
            rows.append({"path": f"pymysql.cursors.Cursor.{method}", "how": "statement"})
    for method in ("commit", "rollback", "close"):
        connection = connect()
        connection.cursor().execute(insert, [1])
        getattr(connection, method)()
        if not connection.open or not is_open(connection):
            rows.append({"path": f"pymysql.connections.Connection.{method}", "how": "end"})
    return rows
